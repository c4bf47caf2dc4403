/**
 * A page without other files: the product's name and a text, in light and dark mode.
 *
 * @param body HTML after the heading; the caller escapes untrusted text.
 * @param head Additional HTML for the head.
 */
export function plainPage(body: string, head = ""): string {
	return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${head}<title>鹿城一刻</title>
<style>
body{margin:0;min-height:100vh;display:grid;place-content:center;gap:12px;text-align:center;background:#f6f4ee;color:#20303a;font:16px/1.5 "Noto Sans SC",sans-serif}
h1{margin:0;font-weight:600;font-size:28px}p{margin:0;color:#6b7a80}progress{width:280px;accent-color:#2c8c82}a{color:#1f6f67}
@media(prefers-color-scheme:dark){body{background:#182228;color:#e8ecee}p{color:#9fb0b8}a{color:#6fc3b8}}
</style></head>
<body><h1>鹿城一刻</h1>${body}</body></html>`;
}
