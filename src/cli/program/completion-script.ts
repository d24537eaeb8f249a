import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command as completion sees it: the words that lead to it, and those that may follow. */
interface Node {
  /** `import rvtools`; empty for the program itself. */
  readonly path: string;
  readonly description: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

/** A script that completes commands and options taken from the program itself, and file names everywhere else. */
export function completionScript(shell: Shell, program: Command): string {
  const nodes = nodesOf(program, []);
  if (shell === 'fish') return fishScript(nodes);
  return shell === 'bash' ? bashScript(nodes) : zshScript(nodes);
}

function nodesOf(command: Command, path: readonly string[]): Node[] {
  const commands = command.commands.map((inner) => ({
    name: inner.name(),
    description: inner.description(),
  }));
  const options = command.options.map(({ long, short, description }) => ({
    flag: long ?? short ?? '',
    description,
  }));
  const help = { flag: '--help', description: 'print help' };
  const node = {
    path: path.join(' '),
    description: command.description(),
    commands,
    options: [...options, help],
  };
  return [node, ...command.commands.flatMap((inner) => nodesOf(inner, [...path, inner.name()]))];
}

/** The command consists of the words before the cursor that are not options, up to the first that is no command. */
function bashScript(nodes: readonly Node[]): string {
  return `# proxysim completion for bash. Add to ~/.bashrc:  eval "$(proxysim completion bash)"
_proxysim() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${patterns(nodes)}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases(nodes)}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$cur") )
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then
    COMPREPLY=( $(compgen -f -- "$cur") )
  fi
}
complete -o filenames -F _proxysim proxysim
`;
}

function zshScript(nodes: readonly Node[]): string {
  return `#compdef proxysim
# proxysim completion for zsh. Add to ~/.zshrc (after compinit):  eval "$(proxysim completion zsh)"
_proxysim() {
  local path_="" word words_=""
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${path_:+$path_ }$word" in
      ${patterns(nodes)}) path_="\${path_:+$path_ }$word" ;;
    esac
  done
  case "$path_" in
${cases(nodes).replaceAll('words=', 'words_=')}
  esac
  compadd -- \${=words_}
  _files
}
compdef _proxysim proxysim
`;
}

function patterns(nodes: readonly Node[]): string {
  return nodes.flatMap(({ path }) => (path === '' ? [] : [`"${path}"`])).join('|');
}

function cases(nodes: readonly Node[]): string {
  return nodes
    .map(({ path, commands, options }) => {
      const words = [...commands.map(({ name }) => name), ...options.map(({ flag }) => flag)];
      return `    "${path}") words="${words.join(' ')}" ;;`;
    })
    .join('\n');
}

function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap((node) => [
    ...node.commands.map(
      ({ name, description }) =>
        `complete -c proxysim -n ${condition(node)} -f -a ${name} -d ${fishText(description)}`,
    ),
    ...node.options.map(
      ({ flag, description }) =>
        `complete -c proxysim -n ${condition(node)} -l ${flag.replace(/^--/, '')} -d ${fishText(description)}`,
    ),
  ]);
  return `# proxysim completion for fish. Save as ~/.config/fish/completions/proxysim.fish\n${lines.join('\n')}\n`;
}

/** True inside a command, but not inside one of its subcommands. */
function condition({ path, commands }: Node): string {
  const seen = path === '' ? [] : path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
  const inner = commands.map(({ name }) => name).join(' ');
  const none = inner === '' ? [] : [`not __fish_seen_subcommand_from ${inner}`];
  return fishText([...seen, ...none].join('; and '));
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
