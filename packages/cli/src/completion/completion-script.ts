import { COMPLETE, type ShellName } from './shell-name';

/**
 * The script for a shell. It asks `iam` at every completion, so that what is completed is what this version and this configuration
 * have. The command is called as it was typed (`iam`, or a path).
 */
export const completionScript = (shell: ShellName): string => SCRIPTS[shell];

// The first line of an answer says what to do besides: `files` completes names of files, `open` adds no space.
const SCRIPTS: Readonly<Record<ShellName, string>> = {
  bash: `# bash completion of iam. Add to ~/.bashrc:  source <(iam completion bash)
_iam_files() {
  local current=$1 prefix= name
  case $current in '=' | '@') current= ;; '@'*) prefix='@' current=\${current#@} ;; esac
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do COMPREPLY+=("$prefix$name"); done < <(compgen -f -- "$current")
}
_iam_complete() {
  local answer line
  COMPREPLY=()
  answer=$("$1" ${COMPLETE} bash -- "\${COMP_LINE:0:COMP_POINT}" "\${COMP_WORDS[COMP_CWORD]}" 2>/dev/null) || return 0
  while IFS= read -r line; do
    case $line in
      ':files') _iam_files "\${COMP_WORDS[COMP_CWORD]}"; return 0 ;;
      ':open') compopt -o nospace 2>/dev/null ;;
      ?*) COMPREPLY+=("$line") ;;
    esac
  done <<<"$answer"
}
complete -F _iam_complete iam
`,
  zsh: `#compdef iam
# zsh completion of iam. Add to ~/.zshrc, after compinit:  source <(iam completion zsh)
_iam_complete() {
  local -a answer found
  local open
  answer=("\${(@f)$("\${words[1]}" ${COMPLETE} zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ \${answer[1]} == ':files' ]]; then
    compset -P '*[=@]'
    _files
    return
  fi
  [[ \${answer[1]} == ':open' ]] && open=1
  found=("\${(@)answer:#:open}")
  found=("\${(@)found:#}")
  if (( \${#found} )); then
    if [[ -n $open ]]; then compadd -S '' -- "\${found[@]}"; else compadd -- "\${found[@]}"; fi
  fi
}
compdef _iam_complete iam
`,
  fish: `# fish completion of iam. Write it to ~/.config/fish/completions/iam.fish
function __iam_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l answer ($words[1] ${COMPLETE} fish -- $words[2..-1] 2>/dev/null)
  if test "$answer[1]" = ':files'
    set -l parts (string match -r '^((?:.*[=@])?)(.*)$' -- $words[-1])
    for path in (__fish_complete_path "$parts[3]")
      echo "$parts[2]$path"
    end
    return
  end
  for line in $answer
    string match -q ':open' -- $line; or echo $line
  end
end
complete -c iam -f -a '(__iam_complete)'
`,
};
