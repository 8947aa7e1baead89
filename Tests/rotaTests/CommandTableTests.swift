import Tables
import Testing

@testable import rota

@Suite("The table of commands")
struct CommandTableTests {
  @Test("every name is there once, and every command of the contract is there") func names() {
    let names = CommandTable.specs.map(\.name)
    #expect(Set(names).count == names.count)
    let contract = [
      "init", "import", "forecast", "erlang", "staff", "plan", "check", "export", "export-model", "report",
      "completions",
    ]
    #expect(contract.allSatisfy(names.contains))
  }

  @Test("options of a command differ from each other and from those of every command") func options() {
    for command in CommandTable.specs {
      let names = command.allOptions.map(\.name) + command.allOptions.compactMap { $0.short.map(String.init) }
      #expect(Set(names).count == names.count, "\(command.name)")
      #expect(command.arguments.dropLast().allSatisfy { $0.count == .one }, "\(command.name)")
    }
  }

  @Test("help is written in sentences, summaries without a full stop, and no line is too wide") func wording() {
    for command in CommandTable.specs {
      #expect(!command.summary.hasSuffix("."))
      #expect(!command.discussion.isEmpty && !command.examples.isEmpty, "\(command.name)")
      for help in command.options.map(\.help) + command.arguments.map(\.help) + command.discussion {
        #expect(help.hasSuffix("."), "\(command.name): \(help)")
      }
      for line in HelpText.command(command).split(separator: "\n") where !line.hasPrefix("  rota ") {
        #expect(line.count <= HelpText.width, "\(line)")
      }
    }
  }

  @Test("every example is a command line that the parser takes") func examples() throws {
    for example in CommandTable.specs.flatMap(\.examples) {
      // Without what belongs to the shell around it.
      var line = example.line.replacing("source <(", with: "").replacing(")", with: "")
      if let end = line.firstIndex(where: { $0 == ">" || $0 == "|" }) { line = String(line[..<end]) }
      let words = line.split(separator: " ").map(String.init)
      #expect(words.first == "rota")
      guard case .run(let command, let arguments) = try ArgumentParser.parse(Array(words.dropFirst())) else {
        Issue.record("'\(line)' runs nothing")
        continue
      }
      _ = try command.init(arguments)
    }
  }

  @Test("the exit status follows from the kind of failure, and every status has its number") func statuses() {
    let kinds: [(Diagnostic.Kind, Int32)] = [
      (.answerIsNo, 1), (.usage, 64), (.badData, 65), (.missingInput, 66), (.internal, 70), (.cannotWrite, 73),
    ]
    for (kind, number) in kinds { #expect(ExitStatus(kind).rawValue == number) }
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 64, 65, 66, 70, 71, 73, 75])
  }

  @Test("every command and option stands in all three completions and in the manual") func derived() {
    let bash = BashCompletion.script()
    let zsh = ZshCompletion.script()
    let fish = FishCompletion.script()
    let manual = ManualPage.text()
    for command in CommandTable.specs {
      #expect(bash.contains("    \(command.name))\n"))
      #expect(zsh.contains("        '\(command.name):"))
      #expect(fish.contains(" -a \(command.name) -d "))
      #expect(manual.contains(".SS rota \(ManualPage.escaped(command.name))"))
      for option in command.options {
        #expect(bash.contains(option.dashed))
        #expect(zsh.contains("\(option.dashed)["))
        #expect(fish.contains("from \(command.name)' -l \(option.name)"))
        #expect(manual.contains("\\fB\(ManualPage.escaped(option.dashed))\\fR"))
      }
    }
  }

  @Test("the manual holds nothing that roff would read as a command by mistake") func roff() {
    for line in ManualPage.text().split(separator: "\n") where line.hasPrefix(".") {
      #expect([".TH", ".SH", ".SS", ".TP", ".PP", ".B ", ".I "].contains { line.hasPrefix($0) }, "\(line)")
    }
    #expect(ManualPage.text().unicodeScalars.allSatisfy { $0.isASCII })
    #expect(ManualPage.escaped(".a\\b-c ÷") == "\\&.a\\eb\\-c \\[u00F7]")
  }
}
