/// Completion for zsh, derived from the table.
enum ZshCompletion {
  static func script() -> String {
    var text = """
      #compdef rota
      # zsh completion for rota. Write it to a folder of $fpath: rota completions zsh > ~/.zfunc/_rota
      _rota() {
        local curcontext="$curcontext" state line
        typeset -A opt_args
        _arguments -C \\
      \(arguments(CommonOptions.all + [CommonOptions.version.spec], indent: 4)) \\
          '1:command:->command' \\
          '*::argument:->argument'
        case $state in
          command)
            local -a commands
            commands=(

      """
    for command in CommandTable.specs { text += "        '\(command.name):\(escaped(command.summary))'\n" }
    text += """
            )
            _describe 'command' commands ;;
          argument)
            case $line[1] in

      """
    for command in CommandTable.specs {
      var lines = command.allOptions.map(argument)
      for (place, operand) in command.arguments.enumerated() {
        let position =
          operand.count == .many || operand.count == .any ? "*" : "\(place + 1)\(operand.count == .optional ? ":" : "")"
        lines.append("'\(position):\(escaped(operand.name)):\(action(operand.value.completion))'")
      }
      text += "        \(command.name))\n          _arguments \\\n"
      text += lines.map { "            \($0)" }.joined(separator: " \\\n") + " ;;\n"
    }
    return text + """
            esac ;;
        esac
      }
      if [ "$funcstack[1]" = "_rota" ]; then _rota "$@"; else compdef _rota rota; fi

      """
  }

  private static func arguments(_ options: [OptionSpec], indent: Int) -> String {
    options.map { String(repeating: " ", count: indent) + argument($0) }.joined(separator: " \\\n")
  }

  private static func argument(_ option: OptionSpec) -> String {
    let value = option.value.map { ":\(escaped($0.placeholder)):\(action($0.completion))" } ?? ""
    let text = "[\(escaped(option.help))]\(value)'"
    if let short = option.short { return "'(-\(short) \(option.dashed))'{-\(short),\(option.dashed)}'\(text)" }
    return "'\(option.isRepeatable && !option.isFlag ? "*" : "")\(option.dashed)\(text)"
  }

  private static func action(_ completion: ValueCompletion) -> String {
    switch completion {
    case .none: " "
    case .words, .commands: "(\((completion.words ?? []).joined(separator: " ")))"
    case .files: "_files"
    case .folders: "_files -/"
    }
  }

  /// Inside single quotes and `_arguments` specifications.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "'": result += "'\\''"
      case "[", "]", ":", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
