internal import Calendars
internal import Foundation
internal import PlatformBridge
internal import Tables

@main
enum RotaCommand {
  static func main() {
    Interruption.ignoreFailedWrites()
    rota_explain_memory_shortage()
    let console = Console.ofProcess(environment: ProcessInfo.processInfo.environment)
    exit(run(Array(CommandLine.arguments.dropFirst()), on: console).rawValue)
  }

  /// Runs one command line to its exit status. Everything it says is written when this returns.
  /// - Parameter words: the command line without the program's name.
  static func run(_ words: [String], on console: Console) -> ExitStatus {
    // Known before parsing, so that a wrong command line is answered in JSON too.
    let options = words.prefix { $0 != "--" }
    console.configure(
      json: options.contains(CommonOptions.json.spec.dashed),
      quiet: options.contains(CommonOptions.quiet.spec.dashed) || options.contains("-q"))
    do throws(Diagnostic) { return console.finish(try attempt(words, on: console)) } catch {
      return console.finish(fail(error, on: console))
    }
  }

  /// The same for whoever takes what goes wrong; nothing is finished.
  static func attempt(_ words: [String], on console: Console) throws(Diagnostic) -> ExitStatus {
    let options = words.prefix { $0 != "--" }
    let zones = try ZoneChoice.ofProcess(
      option: CommonOptions.zoneFolder(in: options), environment: console.environment)
    for warning in zones.warnings { console.report(warning) }
    return try zones.scoped { () throws(Diagnostic) in try perform(words, on: console) }
  }

  private static func perform(_ words: [String], on console: Console) throws(Diagnostic) -> ExitStatus {
    switch try ArgumentParser.parse(words) {
    case .help(let command):
      console.answer(command.map(HelpText.command) ?? HelpText.overview())
      return .done
    case .version: return try VersionCommand().run(on: console)
    case .run(let command, let arguments):
      console.configure(json: arguments.has(CommonOptions.json), quiet: arguments.has(CommonOptions.quiet))
      return try command.init(arguments).run(on: console)
    }
  }

  /// Says what went wrong: in words for people, and as the answer where JSON is wanted.
  private static func fail(_ error: Diagnostic, on console: Console) -> ExitStatus {
    let status = ExitStatus(error.kind)
    console.report(error)
    if console.json, let text = try? Console.json(ErrorAnswer(status: status.rawValue, error: error)) {
      console.answer(text + "\n")
    }
    return status
  }
}
