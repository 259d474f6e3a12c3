#compdef tunewright
# zsh completion for tunewright: source <(tunewright completion zsh)
_tunewright() {
  local -a candidates
  local line
  while IFS= read -r line; do
    candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done < <(tunewright complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( ${#candidates} )); then _describe -t values tunewright candidates; else _files; fi
}
if [ "$funcstack[1]" = "_tunewright" ]; then _tunewright "$@"; else compdef _tunewright tunewright; fi
