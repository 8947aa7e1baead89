/// Completion for bash, derived from the table.
enum BashCompletion {
  static func script() -> String {
    let commands = CommandTable.specs.map(\.name).joined(separator: " ")
    var text = """
      # bash completion for rota. To use it now: source <(rota completions bash)
      # To keep it: rota completions bash > ~/.local/share/bash-completion/completions/rota
      _rota() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="" command="" word
        COMPREPLY=()
        if [ "$COMP_CWORD" -gt 0 ]; then previous="${COMP_WORDS[COMP_CWORD-1]}"; fi
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "$word" in -*) ;; *) command="$word"; break ;; esac
        done
        case "$command" in
          "")
            COMPREPLY=($(compgen -W "\(commands) \(words(CommonOptions.all + [CommonOptions.version.spec]))" -- "$current"))
            return ;;

      """
    for command in CommandTable.specs { text += block(command) }
    return text + """
        esac
      }
      complete -F _rota rota

      """
  }

  private static func block(_ command: CommandSpec) -> String {
    var text = "    \(command.name))\n      case \"$previous\" in\n"
    for option in command.options {
      guard let kind = option.value else { continue }
      text += "        \(option.dashed)) \(reply(kind.completion)) return ;;\n"
    }
    text += "      esac\n"
    text += "      case \"$current\" in\n"
    text += "        -*) COMPREPLY=($(compgen -W \"\(words(command.allOptions))\" -- \"$current\")); return ;;\n"
    text += "      esac\n"
    if let argument = command.arguments.first, argument.value.completion != .none {
      text += "      \(reply(argument.value.completion))\n"
    }
    return text + "      ;;\n"
  }

  private static func words(_ options: [OptionSpec]) -> String {
    options.flatMap { [$0.dashed] + ($0.short.map { ["-\($0)"] } ?? []) }.joined(separator: " ")
  }

  /// File names are read line by line, so that those with spaces stay whole.
  private static func reply(_ completion: ValueCompletion) -> String {
    switch completion {
    case .none: ""
    case .words, .commands:
      "COMPREPLY=($(compgen -W \"\((completion.words ?? []).joined(separator: " "))\" -- \"$current\"));"
    case .files: "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$current\");"
    case .folders: "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$current\");"
    }
  }
}
