# fish completion for tunewright: tunewright completion fish | source
function __tunewright_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l candidates (tunewright complete -- $words[2..-1] "$current" 2>/dev/null)
    if test (count $candidates) -gt 0
        printf '%s\n' $candidates
    else
        __fish_complete_path "$current"
    end
end
complete -c tunewright -f -a '(__tunewright_complete)'
