import Calendars
import SampleData
import Searching
import Tables
import Testing

@testable import rota

/// Reads a command line into the command it names.
private func parsed<Expected: Command>(_ line: String, as type: Expected.Type = Expected.self) throws -> Expected {
  let words = line.split(separator: " ").map(String.init)
  guard case .run(let command, let arguments) = try ArgumentParser.parse(words) else {
    throw Diagnostic("test.help", "'\(line)' asks for help")
  }
  return try #require(try command.init(arguments) as? Expected)
}

@Suite("The command line, read into values")
struct ArgumentParserTests {
  @Test("plan: every option") func plan() throws {
    let plain: PlanCommand = try parsed("plan desk")
    #expect(plain.folder == "desk")
    #expect(plain.week == nil && plain.weeks == 1 && plain.out == nil)
    #expect(plain.search == SearchLimits())
    let full: PlanCommand = try parsed(
      "plan --week 2026-W49 --weeks=2 desk --out o --time-limit 1m30s --iterations 5 --seed 7 --threads 3 --gap 0.5%")
    #expect(full.week == ISOWeek(year: 2026, week: 49))
    #expect(full.weeks == 2 && full.out == "o" && full.folder == "desk")
    #expect(full.search == SearchLimits(timeLimit: 90, iterations: 5, seed: 7, threads: 3, gap: 0.005))
  }

  @Test("iterations alone lift the time limit") func iterations() throws {
    let plan: PlanCommand = try parsed("plan desk --iterations 1000")
    #expect(plan.search.timeLimit == nil && plan.search.iterations == 1000)
    let staff: StaffCommand = try parsed("staff desk --time-limit 20")
    #expect(staff.search.timeLimit == 20 && staff.search.iterations == nil)
  }

  @Test("forecast: a project or a history") func forecast() throws {
    let project: ForecastCommand = try parsed("forecast desk --queue a --queue b --interval 15m")
    #expect(project.source == .project("desk"))
    #expect(project.queues == ["a", "b"] && project.interval == 15 && project.days == 7)
    let history: ForecastCommand = try parsed(
      "forecast --history - --as-of 2026-11-30 --days 14 --max-weeks 26 --holidays h.ics --time-zone Asia/Kathmandu")
    #expect(history.source == .history("-") && history.asOf == CivilDate(year: 2026, month: 11, day: 30))
    #expect(history.days == 14 && history.maximumWeeks == 26 && history.holidays == "h.ics")
    #expect(history.zone?.identifier == "Asia/Kathmandu")
  }

  @Test("import: several files, headers by name") func importing() throws {
    let command: ImportCommand = try parsed(
      "import a.csv b.csv --into desk --column created=Opened --column queue=Group=x --date-order day-first --system zendesk"
    )
    #expect(command.files == ["a.csv", "b.csv"] && command.folder == "desk")
    #expect(command.columns == ["created": "Opened", "queue": "Group=x"])
    #expect(command.dateOrder == "day-first" && command.system == "zendesk")
  }

  @Test("erlang: models and targets that follow from what is given") func erlang() throws {
    func question(_ options: String) throws -> ErlangCommand.Question {
      let command: ErlangCommand = try parsed("erlang --calls 120 --aht 4m \(options)")
      guard case .question(let question) = command.task else { throw Diagnostic("test.batch", "a batch") }
      return question
    }
    let plain = try question("")
    #expect(plain.contacts == 120 && plain.handleTime == 240 && plain.interval == 30)
    #expect(plain.model == .waiting && plain.serviceLevel == 0.8 && plain.within == 20 && plain.agents == nil)
    #expect(try question("--mean-wait 10").serviceLevel == nil)
    #expect(try question("--max-occupancy 85%").serviceLevel == nil)
    #expect(try question("--definition excl-short-abandons --patience 60").definition == .withoutShortAbandons)
    #expect(try question("--concurrency 3").concurrentHandleTimes == [1, 1, 1])
    let carried: ErlangCommand = try parsed("erlang --agents 9 --concurrent-aht 5m,450,10m")
    guard case .question(let chat) = carried.task else { throw Diagnostic("test.batch", "a batch") }
    #expect(chat.contacts == nil && chat.handleTime == 600 && chat.concurrentHandleTimes == [300, 450, 600])
    let patient = try question("--patience 90s --agents 17.5 --shrinkage 30%")
    #expect(patient.model == .abandoning && patient.agents == 17.5 && patient.shrinkage == 0.3)
    #expect(try question("--patience 90s --blocking 5%").serviceLevel == nil)
    #expect(try question("--model B").maximumLoss == 0.01)
    #expect(try question("--model B").serviceLevel == nil)
    let batch: ErlangCommand = try parsed("erlang --batch - --json")
    #expect(batch.task == .batch("-"))
  }

  @Test("init, check, export, export-model and report") func others() throws {
    let folder: InitCommand = try parsed("init desk --template follow-the-sun --force")
    #expect(folder.folder == "desk" && folder.template == .followTheSun && folder.replaces)
    #expect(try parsed("check -", as: CheckCommand.self).plan == "-")
    #expect(try parsed("export p --format ics", as: ExportCommand.self).out == nil)
    #expect(try parsed("export p --format ics --out -", as: ExportCommand.self).out == nil)
    #expect(try parsed("export p --format ics --out team.ics", as: ExportCommand.self).out == "team.ics")
    let model: ExportModelCommand = try parsed("export-model desk --format mps --out m --weeks 3")
    #expect(model.format == .mps && model.out == "m" && model.weeks == 3)
    #expect(try parsed("report p --out r.html", as: ReportCommand.self).out == "r.html")
    #expect(try parsed("--quiet --json report p --out -", as: ReportCommand.self).out == nil)
  }

  @Test("what follows -- is an argument, whatever it looks like") func ended() throws {
    #expect(try parsed("plan -- --week", as: PlanCommand.self).folder == "--week")
    #expect(try parsed("plan --seed 3 -- -x", as: PlanCommand.self).folder == "-x")
  }

  @Test("help is given wherever it is asked for, even beside mistakes") func help() throws {
    for line in ["--help", "-h", "plan --help", "plan --wek -h", "-h plan", "export --help --format nonsense"] {
      guard case .help = try ArgumentParser.parse(line.split(separator: " ").map(String.init)) else {
        Issue.record("'\(line)' gives no help")
        continue
      }
    }
    guard case .run = try ArgumentParser.parse(["plan", "--", "--help"]) else {
      Issue.record("an argument after -- asks for help")
      return
    }
  }

  /// A command line, the code of its fault, and what the message must name.
  private static let faults: [(String, String, String)] = [
    ("", "missing-command", "rota help"),
    ("pln desk", "unknown-command", "'plan'"),
    ("frobnicate", "unknown-command", "rota help"),
    ("--verison", "unknown-option", "'--version'"),
    ("plan desk --wek 2026-W49", "unknown-option", "'--week'"),
    ("plan desk --threds=2", "unknown-option", "'--threads'"),
    ("plan desk -x", "unknown-option", "'-x'"),
    ("plan desk -qx", "unknown-option", "'-qx'"),
    ("plan desk --week", "missing-value", "ISO week"),
    ("plan desk --week --quiet", "missing-value", "'--week'"),
    ("plan desk --week -- 3", "missing-value", "'--week'"),
    ("plan desk --week 2026-49", "bad-value", "2026-W49"),
    ("plan desk --week 2027-W53", "bad-value", "'2027-W53'"),
    ("plan desk --weeks 0", "bad-value", "from 1 to 26"),
    ("plan desk --weeks=two", "bad-value", "'two'"),
    ("plan desk --time-limit soon", "bad-value", "20s or 5m"),
    ("plan desk --time-limit 0", "conflict", "time-limit"),
    ("plan desk --seed -1", "bad-value", "'-1'"),
    ("plan desk --gap 150%", "bad-value", "80% or 0.8"),
    ("plan desk --json=yes", "unexpected-value", "'yes'"),
    ("plan desk --seed 1 --seed 2", "repeated-option", "'--seed'"),
    ("plan", "missing-argument", "rota plan [DIR]"),
    ("plan a b", "unexpected-argument", "'b'"),
    ("import a.csv", "missing-option", "--into DIR"),
    ("import --into desk", "missing-argument", "FILE"),
    ("import - - --into desk", "conflict", "once"),
    ("import a --into b --column created", "bad-value", "created"),
    ("what-if desk --set volume=+5% --set volume=+10%", "conflict", "volume twice"),
    ("import a --into b --column x=1 --column x=2", "conflict", "'x'"),
    ("import a --into b --time-zone Europe/Warszawa", "bad-value", "'Europe/Warsaw'"),
    ("import a --into b --date-order daymonth", "bad-value", "day-first"),
    ("forecast", "conflict", "--history"),
    ("forecast desk --history h.csv", "conflict", "not both"),
    ("forecast desk --interval 30", "bad-value", "30m"),
    ("forecast desk --interval 90s", "bad-value", "whole minutes"),
    ("forecast desk --as-of 2026-02-29", "bad-value", "2026-11-30"),
    ("erlang --calls 10", "conflict", "--aht"),
    ("erlang --agents 10", "conflict", "two of"),
    ("erlang --agents 10 --calls 0", "conflict", "any handle time"),
    ("erlang --calls 10 --aht 10 --concurrent-aht 10,20", "conflict", "the place"),
    ("erlang --calls 10 --concurrent-aht 10,,20", "bad-value", "times such as"),
    ("erlang --calls 10 --aht 10 --model B --max-occupancy 80%", "conflict", "lines"),
    ("erlang --calls -1 --aht 10", "bad-value", "at least 0"),
    ("erlang --calls nan --aht 10", "bad-value", "'nan'"),
    ("erlang --batch a --calls 10", "conflict", "'--calls'"),
    ("erlang --calls 10 --aht 10 --model A", "conflict", "--patience"),
    ("erlang --calls 10 --aht 10 --model C --patience 60", "conflict", "patience"),
    ("erlang --calls 10 --aht 10 --model B --service-level 80%", "conflict", "--blocking"),
    ("erlang --calls 10 --aht 10 --blocking 1%", "conflict", "model C"),
    ("erlang --calls 10 --aht 10 --model D", "bad-value", "one of B, C, A"),
    ("erlang --calls 10 --aht 10 --shrinkage 100%", "conflict", "shrinkage"),
    ("export p", "missing-option", "--format"),
    ("export p --format isc", "bad-value", "'ics'"),
    ("report p", "missing-option", "--out"),
    ("completions tcsh", "bad-value", "bash, zsh, fish"),
    ("init desk --template contact-center", "bad-value", "'contact-centre'"),
    ("init", "missing-argument", "DIR"),
    ("help pln", "unknown-command", "'plan'"),
    ("--help pln", "unknown-command", "'plan'"),
  ]

  @Test("each mistake has its code, names what is meant, and ends with status 64", arguments: faults)
  func mistakes(line: String, code: String, named: String) {
    let captured = CapturedConsole()
    #expect(captured.run(line) == .usage)
    #expect(captured.errors.contains(named), "\(captured.errors)")
    #expect(captured.output.isEmpty)
    let json = CapturedConsole()
    #expect(json.run(line.isEmpty ? "--json" : "--json \(line)") == .usage)
    #expect(json.output.contains("\"code\" : \"usage.\(code)\""), "\(json.output)")
    #expect(json.errors == captured.errors)
  }

  @Test("any words at all end in an answer or a usage error") func anyWords() throws {
    let words = [
      "plan", "--week", "--", "-", "--json", "=", "--=", "-q", "x", "2026-W49", "--seed=", "erlang", "--calls", "1e400",
      "--aht", "export", "--format", "ics", "99999999999999999999h", "--interval", "help", "é", "",
    ]
    var line = 0
    for first in words {
      for second in words {
        for third in words {
          line += 1
          do throws(Diagnostic) {
            if case .run(let command, let arguments) = try ArgumentParser.parse([first, second, third]) {
              _ = try command.init(arguments)
            }
          } catch { #expect(error.kind == .usage) }
        }
      }
    }
    #expect(line == words.count * words.count * words.count)
  }
}
