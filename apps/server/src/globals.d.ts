/** Put in by the build, from package.json. */
declare const __WEIR_VERSION__: string;
