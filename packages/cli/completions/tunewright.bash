# bash completion for tunewright: source <(tunewright completion bash)
_tunewright() {
  local cur="${COMP_WORDS[COMP_CWORD]}" line
  COMPREPLY=()
  # bash takes "=" for a word of its own.
  [[ $cur == "=" ]] && cur=""
  while IFS= read -r line; do
    line="${line%%$'\t'*}"
    [[ $line == "$cur"* ]] && COMPREPLY+=("$line")
  done < <(tunewright complete -- "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$cur" 2>/dev/null)
}
complete -o default -o bashdefault -F _tunewright tunewright
