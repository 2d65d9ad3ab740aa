// Runs in the browser: the theme, the server of the page, and links to the tables.
const reference = document.getElementById('reference');
const COLORS = {
  light: { bg: '#ffffff', text: '#1b2125', primary: '#0b5c55', nav: '#f5f6f7', navText: '#566069', navHover: '#e9eced' },
  dark: { bg: '#14181b', text: '#e4e8ea', primary: '#5cc4b8', nav: '#1c2226', navText: '#a0abb2', navHover: '#333c42' },
};
const system = matchMedia('(prefers-color-scheme: dark)');
let chosen;

function paint() {
  const theme = chosen ?? (system.matches ? 'dark' : 'light');
  const colors = COLORS[theme];
  document.documentElement.dataset.theme = theme;
  const attributes = {
    theme,
    'bg-color': colors.bg,
    'text-color': colors.text,
    'primary-color': colors.primary,
    'nav-bg-color': colors.nav,
    'nav-text-color': colors.navText,
    'nav-hover-bg-color': colors.navHover,
    'nav-hover-text-color': colors.text,
    'nav-accent-color': colors.primary,
    'regular-font': 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif',
    'mono-font': 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  };
  for (const [name, value] of Object.entries(attributes)) {
    reference.setAttribute(name, value);
  }
}

system.addEventListener('change', paint);
document.getElementById('theme').addEventListener('click', () => {
  chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  paint();
});
paint();

// Requests go to the server that the page comes from, with the key of a sandbox.
const isServed = location.protocol.startsWith('http');
const own = location.origin + new URL(contract.servers[0].url).pathname;
if (isServed) {
  for (const { 'x-code-samples': samples } of Object.values(contract.paths).flatMap((item) => Object.values(item))) {
    samples?.forEach((sample) => (sample.source = sample.source.replaceAll(contract.servers[0].url, own)));
  }
  contract.servers = [{ url: own, description: 'The server of this page.' }, ...contract.servers.filter(({ url }) => url !== own)];
}
reference.addEventListener('spec-loaded', () => {
  reference.shadowRoot.append(document.getElementById('inside').content.cloneNode(true));
  if (isServed) {
    reference.setApiServer(own);
    reference.setApiKey('bearerAuth', 'sk-sandbox-pro');
  }
  showTarget();
});

// RapiDoc finds operations by the fragment of the address; the tables are outside of it.
function showTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  document.getElementById(id)?.scrollIntoView();
}
window.addEventListener('hashchange', showTarget);
reference.addEventListener('click', (event) => {
  const link = event.composedPath().find((node) => node.tagName === 'A');
  const id = link?.getAttribute('href')?.match(/^#(.+)$/)?.[1];
  if (!id) {
    return;
  }
  if (document.getElementById(id)) {
    event.preventDefault();
    location.hash = id;
    showTarget();
  } else {
    reference.scrollToPath(id);
  }
}, true);
reference.loadSpec(contract);
