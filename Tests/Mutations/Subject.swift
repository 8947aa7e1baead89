import Calendars
import Forecasting
import Optimization
import Planning
import Plans
import Publishing
import Requirements
import Scenarios
import Searching
import Simulation
import Tables
import Tickets

/// A kind of document, and everything that reads it.
struct Subject {
  enum Shape {
    case json(JSONTree)
    case table([UInt8])
  }

  var name: String
  var shape: Shape
  /// How often it comes, next to the others.
  var weight = 1
  /// Where it lies in a project folder.
  var file: String
  /// Command lines that read it, run in that folder.
  var commands: [[String]]
  /// - Throws: what the program would tell whoever wrote it.
  var read: (_ bytes: [UInt8], _ number: Int) throws(Diagnostic) -> Void

  var sound: [UInt8] {
    switch shape {
    case .json(let tree): Array(tree.json.utf8)
    case .table(let table): table
    }
  }

  static func all() throws(Diagnostic) -> [Subject] {
    let project = SoundProject.make
    let plan = try planned(project, before: nil)
    return [plans(JSONTree(try planJSON(plan)), project)] + documents(project) + tables(project)
  }

  private static var control: PlanControl { PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }) }

  /// The week that the sound plan is for, or the one after it beside `before`.
  private static func planned(_ project: SoundProject, before: PlanDocument?) throws(Diagnostic) -> PlanDocument {
    let options = SearchLimits(timeLimit: nil, iterations: 20, threads: 1)
    let week = ISOWeek(year: 2026, week: before == nil ? 48 : 49)
    let neighbours = before.map { plan in
      Neighbours.Plan(
        place: PlanPlace(name: "2026-W48", week: plan.week, weeks: plan.weeks),
        file: InputFile(path: "plans/2026-W48/plan.json", bytes: 0, sha256: ""), document: plan)
    }
    let settings = PlanSettings(week: week, options: options, command: "rota plan desk")
    return try Pipeline(project: try Project.read(project), settings: settings).plan(
      neighbours: Neighbours([neighbours].compactMap(\.self)), published: before?.calendar ?? [], control: control)
  }

  // MARK: Commands

  private static let quick = ["--week", "2026-W48", "--iterations", "5"]
  private static let planCommands: [[String]] = [
    ["check", "plans/2026-W48"], ["report", "plans/2026-W48", "--out", "page.html"],
    ["export", "plans/2026-W48", "--format", "ics", "--out", "calendars/"],
    ["simulate", "plans/2026-W48", "--replications", "2"], ["accuracy", "."],
    ["plan", ".", "--week", "2026-W49", "--iterations", "5"],
  ]
  private static let projectCommands = [["plan", ".", "--out", "out"] + quick, ["forecast", "."]]

  // MARK: Plans

  private static func plans(_ sound: JSONTree, _ project: SoundProject) -> Subject {
    Subject(
      name: "plan.json", shape: .json(sound), weight: 8, file: "plans/2026-W48/plan.json", commands: planCommands
    ) { (bytes, number) throws(Diagnostic) in
      let plan = try readPlan(bytes, file: "plan.json")
      _ = PlanCheck(plan).findings()
      _ = reportPage(plan)
      for format in ExportFormat.allCases { _ = try export(plan, as: format) }
      _ = try planJSON(plan)
      if number % 4 == 0 { try kept(bytes, project) }
      if number % 8 == 1 { _ = try? planned(project, before: plan) }
      guard number % 2 == 0 else { return }
      let simulator = try PlanSimulator(plan)
      let options = SimulationOptions(replications: 2, threads: 1)
      guard let outcome = simulator.run(options) else { return }
      _ = SimulationReport(simulator, outcome, alike: simulator.runAlike(options, outcome), options: options)
    }
  }

  /// The forecasts that a plan keeps, held against what came.
  private static func kept(_ bytes: [UInt8], _ project: SoundProject) throws(Diagnostic) {
    let files = project.with("plans/2026-W48/plan.json", bytes)
    _ = try AccuracyJob(project: try Project.read(files), files: files)
  }

  // MARK: JSON5

  private static let scenario = """
    {"name": "Recall", "set": {"volume": "+20%", "handleTime": "x1.1", "patience.phone": "60s", "rules.minimumRest": "12h",
      "shrinkage.mail": "+3 points", "attrition": "10%", "hires": 2},
     "demand": [{"name": "Wave", "queues": ["phone"], "from": "2026-11-24", "days": 2, "hours": "09:00-12:00",
       "volume": "+50%", "handleTime": "-5%", "dailyRest": 0.5}],
     "events": [{"kind": "campaign", "name": "Sale", "queue": "phone", "from": "2026-11-25", "to": "2026-11-26",
       "uplift": "+20%"}],
     "people": {"hires": [{"count": 2, "site": "krakow", "skills": ["phone"], "contractHours": 30, "from": "2026-11-23"}],
       "away": [{"site": "krakow", "share": 0.5, "from": "2026-11-25", "days": 1, "paid": true}]},
     "project": {"queues": [{"id": "phone", "hours": {"sat": "09:00-12:00"}}], "prices": {"band": 0.2},
       "shifts": [{"id": "late", "days": "mon-fri", "start": "10:00-11:00", "lengths": ["4h"]}]}}
    """
  private static let sweep = """
    {"set": {"volume": "+5%"}, "grid": {"handleTime": ["-5%", "+5%"], "shrinkage.mail": [0.1, 0.2], "hires": [0, 1]}}
    """

  private static func documents(_ project: SoundProject) -> [Subject] {
    func tree(_ text: String) -> Shape { .json(JSONTree(Array(text.utf8))) }
    return [
      Subject(
        name: "rota.json", shape: tree(SoundProject.settings), weight: 3, file: "rota.json", commands: projectCommands
      ) { (bytes, number) throws(Diagnostic) in
        let files = project.with("rota.json", bytes)
        if number % 16 == 0 { _ = try planned(files, before: nil) } else { _ = try Project.read(files) }
      },
      Subject(
        name: "scenario", shape: tree(scenario), weight: 3, file: "future.json5",
        commands: [["what-if", ".", "--scenario", "future.json5", "--replications", "2"] + quick]
      ) { (bytes, _) throws(Diagnostic) in
        let future = try Scenario(bytes, file: "scenario.json5") { (_) throws(Diagnostic) in Array("{}".utf8) }
        _ = try future.project(project)
        _ = try future.changes(of: project)
      },
      Subject(
        name: "sweep", shape: tree(sweep), weight: 2, file: "grid.json5",
        commands: [
          ["what-if", ".", "--sweep", "grid.json5", "--out", "answers", "--shard", "3/100", "--replications", "2"]
            + quick
        ]
      ) { (bytes, _) throws(Diagnostic) in
        let sweep = try Sweep(bytes, file: "sweep.json5", base: .baseline, salt: "")
        for one in sweep.cases.prefix(5) { _ = try one.scenario.project(project) }
      },
    ]
  }

  // MARK: Tables

  private static let erlang = """
    id,kind,model,calls,interval_s,aht_s,agents,patience_s,target_s,sl_target,asa_target_s,max_occ,p_abandon,max_abandon,\
    sl_definition,chat_aht_s,chat_per_hour,waiting_room
    1,perf,C,120,1800,240,18,,20,,,,,,,,,
    2,required,A,120,1800,240,,90,20,0.8,30,0.85,,0.05,answered,,,
    3,calls,C,,1800,240,18,,20,0.8,,,,,,,,
    4,aht,A,120,1800,,18,60,20,0.8,,,,,virtual,,,
    5,threshold,C,120,1800,240,18,,,0.8,,,,,,,,
    6,required,B,120,1800,240,,,,0.01,,,,,,,,
    7,required,chat,60,1800,,,120,30,0.8,,,,,,300;450;600,,50
    8,perf,chat,60,1800,400,8,,30,,,,,,,,12;16;18,

    """

  private static func tables(_ project: SoundProject) -> [Subject] {
    var subjects = [
      Subject(
        name: "Erlang batch", shape: .table(Array(erlang.utf8)), weight: 3, file: "questions.csv",
        commands: [["erlang", "--batch", "questions.csv"]]
      ) { (bytes, _) throws(Diagnostic) in
        _ = try erlangBatch(bytes, file: "questions.csv")
      },
      Subject(
        name: "history", shape: .table(history(project)), file: "history/phone.csv", commands: projectCommands
      ) { (bytes, _) throws(Diagnostic) in
        _ = try Project.read(project.with("history/phone.csv", bytes))
      },
    ]
    for path in [
      "agents.csv", "absences.csv", "requests.csv", "holidays.csv", "events.csv", "drivers/web.csv", "tickets.csv",
    ] {
      subjects.append(
        Subject(name: path, shape: .table(project.contents[path] ?? []), file: path, commands: projectCommands) {
          (bytes, number) throws(Diagnostic) in
          let files = project.with(path, bytes)
          if number % 8 == 0 { _ = try planned(files, before: nil) } else { _ = try Project.read(files) }
        })
    }
    return subjects
  }

  private static func history(_ project: SoundProject) -> [UInt8] {
    let histories = (try? Project.read(project))?.histories ?? []
    let text = HistoryFile.text(of: histories).split(separator: "\n").prefix(200).joined(separator: "\n")
    return Array((text + "\n").utf8)
  }
}
