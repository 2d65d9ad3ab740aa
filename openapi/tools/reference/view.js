// Runs in the browser. The server that the page comes from is the one to try requests on.
const base = new URL(spec.servers[0].url).pathname;
if (location.protocol.startsWith('http')) {
  const own = location.origin + base;
  spec.servers = [
    spec.servers.find(({ url }) => url === own) ?? { url: own, description: 'The server of this page.' },
    ...spec.servers.filter(({ url }) => url !== own),
  ];
}
const dark = matchMedia('(prefers-color-scheme: dark)');
const show = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', show);
show();
const ui = SwaggerUIBundle({
  spec,
  dom_id: '#operations',
  layout: 'BaseLayout',
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  persistAuthorization: true,
  validatorUrl: null,
});
if (location.protocol === 'file:') {
  // References are resolved against this URL, which may not be that of a file; nothing is fetched.
  ui.specActions.updateUrl(spec.servers[0].url);
}
