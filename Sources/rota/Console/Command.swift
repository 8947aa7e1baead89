internal import Tables

/// A command: its row of the table, its options as values, and what it does.
protocol Command: Sendable {
  static var spec: CommandSpec { get }

  /// Reads the options into values.
  /// - Throws: `usage.…` when they contradict each other.
  init(_ arguments: ParsedArguments) throws(Diagnostic)

  /// Does the work: the answer goes to `console.output`, everything else to `console.errors`.
  func run(on console: Console) throws(Diagnostic) -> ExitStatus
}

/// Every command, in the order in which help lists them: the one table from which parsing, help, completions, the
/// manual page and the reference in the documentation are derived.
enum CommandTable {
  static let all: [any Command.Type] = [
    InitCommand.self, ImportCommand.self, ForecastCommand.self, BacktestCommand.self, AccuracyCommand.self,
    ErlangCommand.self, StaffCommand.self,
    PlanCommand.self, PublishCommand.self, StatusCommand.self, HistoryCommand.self, DiffCommand.self, UndoCommand.self,
    CheckCommand.self,
    SimulateCommand.self, WhatIfCommand.self, ExplainCommand.self,
    ReplanCommand.self, EditCommand.self, ImportEditsCommand.self, SwapCommand.self, CoverCommand.self,
    TodayCommand.self, LeaveCommand.self, ImportLeaveCommand.self, ImportPeopleCommand.self, MeetCommand.self,
    ExportCommand.self, ExportModelCommand.self,
    ReportCommand.self, RulesCommand.self, LedgerCommand.self, ZonesCommand.self,
    HelpCommand.self, CompletionsCommand.self, ManCommand.self, VersionCommand.self,
  ]

  static var specs: [CommandSpec] { all.map { $0.spec } }

  static func command(named name: String) -> (any Command.Type)? { all.first { $0.spec.name == name } }

  /// - Throws: `usage.unknown-command` with the nearest name.
  static func spec(named name: String) throws(Diagnostic) -> CommandSpec {
    guard let command = command(named: name) else { throw UsageError.unknownCommand(name) }
    return command.spec
  }
}
