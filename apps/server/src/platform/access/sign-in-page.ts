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
:root { color-scheme: light dark; --bg: #fff; --ink: #14181d; --ink-2: #4c5561; --sunk: #f6f7f8; --line: #e4e7ea; --accent: #0b63c4; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #0f1113; --ink: #eceef1; --ink-2: #aab1bb; --sunk: #181b1f; --line: #25292e; --accent: #6cb0ff; --on-accent: #06182b; }
}
body { font: 13px/20px 'Inter Variable', Inter, system-ui, sans-serif; margin: 0; padding: 18vh 24px 24px; background: var(--bg); color: var(--ink-2); }
main { max-width: 432px; margin: 0 auto; }
h1 { font-size: 20px; line-height: 28px; font-weight: 560; letter-spacing: -.017em; margin: 0 0 12px; color: var(--ink); }
p { margin: 0; }
code { padding: 2px 6px; border: 1px solid var(--line); border-radius: 5px; background: var(--sunk); color: var(--ink); white-space: nowrap; }
button { font: inherit; font-weight: 560; min-height: 34px; padding: 0 14px; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
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
