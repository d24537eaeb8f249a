export function createCanvas(width: number, height: number, type?: 'pdf' | 'svg'): unknown;
export function registerFont(path: string, font: { family: string; weight?: string; style?: string }): void;
export class Image {}
