export default {
  description: 'A summary is a title without a full stop; a description and a remedy are sentences, each with its end.',
  check(contract, report) {
    for (const { text, at } of contract.prose) {
      const kind = at.at(-1);
      const shown = text.trim();
      if (kind === 'summary' && at[0] !== 'info') {
        if (/[.:;]$/.test(shown) || shown.includes('\n') || shown.length > 72) {
          report(at, `summary "${shown}" is not a title (one line, at most 72 characters, no full stop)`);
        }
      } else if (!/[.!?:)`|]$/.test(shown)) {
        report(at, `${kind} does not end with a full stop`);
      }
      if (!/^[\p{Lu}\p{N}`*(|#]/u.test(shown) && !/^[a-z]+[A-Z]/.test(shown)) {
        report(at, `${kind} does not start with a capital`);
      }
    }
  },
};
