/** Served as a file of its own: the content policy allows no script inside a page. */
export const SIGN_IN_SCRIPT = `document.forms[0].submit();\n`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Weir</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; }
main { max-width: 28rem; }
button { font: inherit; padding: .5rem 1.25rem; }
</style>
</head>
<body><main>${body}</main></body>
</html>
`;

export const signInPage = (): string =>
  page(
    'Sign in',
    '<h1>Sign in to Weir</h1><form method="post"><button type="submit">Sign in</button></form><script src="/sign-in.js"></script>',
  );

export const usedLinkPage = (): string =>
  page(
    'Link used',
    '<h1>This link does not work any more</h1><p>A sign-in link works once, within a day. Run <code>npm run -s weir -- sign-in</code> on the machine of the server for a new one.</p>',
  );
