const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Any text as the content of an XML element. */
export function xmlContent(text: string): string {
  return allowed(text).replace(/[&<>]/g, (mark) => ENTITIES[mark]!);
}

/**
 * Any text as a quoted attribute value. Line breaks and tabs are escaped, because parsers turn literal ones into
 * spaces.
 */
export function xmlAttribute(text: string): string {
  return allowed(text)
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark]!)
    .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}

/** XML 1.0 cannot represent most control characters, lone surrogates, U+FFFE or U+FFFF. */
function allowed(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      // With the `u` flag only lone surrogates match.
      .replace(/[\ud800-\udfff]/gu, '\ufffd')
  );
}
