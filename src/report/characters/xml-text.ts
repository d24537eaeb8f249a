const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Any text as what stands in an element of XML. */
export function xmlContent(text: string): string {
  return allowed(text).replace(/[&<>]/g, (mark) => ENTITIES[mark]!);
}

/** Any text as the value of an attribute, within quotes. Line breaks and tabs would come back as blanks. */
export function xmlAttribute(text: string): string {
  return allowed(text)
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark]!)
    .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}

/** XML 1.0 has no way to write control characters, halves of a pair, or the last two of the first plane. */
function allowed(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      // With this flag only halves that stand alone are found.
      .replace(/[\ud800-\udfff]/gu, '\ufffd')
  );
}
