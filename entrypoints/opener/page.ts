type Parts = { policy: string; icon: string; style: string; script: string; noScript: string }

/** The page around its script. The policy stands before everything it governs. */
export const pageOf = ({ policy, icon, style, script, noScript }: Parts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Cachet</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>${noScript}</noscript>
<script>${script}</script>
</body>
</html>
`
