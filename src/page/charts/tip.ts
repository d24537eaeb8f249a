let box: HTMLDivElement | undefined;

/** Shows a tooltip beside the pointer. It is set as text, so names cannot act as markup. */
export function showTip(text: string, x: number, y: number): void {
  if (box === undefined) {
    box = document.createElement('div');
    box.className = 'tip';
    box.id = 'tip';
    document.body.append(box);
  }
  box.hidden = false;
  box.textContent = text;
  const { offsetWidth, offsetHeight } = box;
  const left = x + 16 + offsetWidth > innerWidth ? x - 16 - offsetWidth : x + 16;
  const top = y + 16 + offsetHeight > innerHeight ? y - 16 - offsetHeight : y + 16;
  box.style.left = `${Math.max(4, left)}px`;
  box.style.top = `${Math.max(4, top)}px`;
}

export function hideTip(): void {
  if (box !== undefined) box.hidden = true;
}
