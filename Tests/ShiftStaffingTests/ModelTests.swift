import Calendars
import Foundation
import Optimization
import Searching
import ShiftStaffing
import Testing
import Verification
import Workforce

@Suite("The reference models", .serialized) struct ModelTests {
  static let comments: [StaffingModel: String] = [
    .shiftStaffing:
      "A help desk from 08:00 to 20:00 in half hours: shifts of four, six and eight hours, lunch from six.",
    .followTheSun:
      "A day of English and Spanish around the clock, staffed from Kraków, Bogotá and Manila. Slot 0 is 00:00 UTC.",
  ]

  static func example(_ model: StaffingModel) throws -> StaffingProblem {
    switch model {
    case .shiftStaffing: try ModelExamples.helpDesk()
    case .followTheSun: try ModelExamples.followTheSun()
    }
  }

  @Test("the data beside the models are what the exporter writes", arguments: StaffingModel.allCases)
  func golden(model: StaffingModel) throws {
    let text = try Self.example(model).mathProgData(for: model, comment: Self.comments[model] ?? "")
    let file = ModelExamples.folder.appending(path: "\(model.rawValue).dat")
    if ProcessInfo.processInfo.environment["ROTA_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(model.rawValue).dat; review the difference")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test("libglpk's translator and the product agree on the optimum", arguments: StaffingModel.allCases)
  func translator(model: StaffingModel) throws {
    let problem = try Self.example(model)
    #expect(problem.model == model)
    let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 3000))
    let stem = ModelExamples.folder.appending(path: model.rawValue).path
    let stated = try solve(try translate(model: stem + ".mod", data: stem + ".dat"))
    #expect(stated.status == .optimal)
    #expect(abs(outcome.objective - stated.objective) < 1e-6)
    #expect(outcome.bound <= stated.objective + 1e-6)
  }

  @Test(
    "glpsol agrees too", .enabled(if: Glpsol.isInstalled, "glpsol is not installed"), arguments: StaffingModel.allCases)
  func glpsol(model: StaffingModel) throws {
    let stem = ModelExamples.folder.appending(path: model.rawValue).path
    let stated = try solve(try translate(model: stem + ".mod", data: stem + ".dat"))
    let objective = try Glpsol.objective(["--model", stem + ".mod", "--data", stem + ".dat"])
    #expect(abs(objective - stated.objective) < 1e-6)
  }

  @Test(
    "the exported data of any problem say the same as the compact program and the product",
    arguments: [
      TinyStaffing.Shape(slots: 8, cyclic: true, shifts: 8, isPriced: false),
      TinyStaffing.Shape(slots: 8, shifts: 8, isPriced: true, hasCaps: true),
      TinyStaffing.Shape(slots: 8, cyclic: true, queues: 3, groups: 3, shifts: 8, isPriced: true, hasCaps: true),
      TinyStaffing.Shape(slots: 8, cyclic: false, queues: 2, groups: 3, shifts: 10, isPriced: false),
      TinyStaffing.Shape(slots: 8, cyclic: true, queues: 3, groups: 3, shifts: 8, isPriced: true, ladder: 6),
    ])
  func exports(shape: TinyStaffing.Shape) throws {
    for seed in 0..<8 {
      let problem = TinyStaffing.problem(shape, seed: UInt64(seed))
      let compact = try solve(problem.flowProgram())
      for model in StaffingModel.allCases where model == .followTheSun || problem.model == model {
        let data = try Glpsol.file(problem.mathProgData(for: model), "dat")
        defer { try? FileManager.default.removeItem(at: data) }
        let path = ModelExamples.folder.appending(path: "\(model.rawValue).mod").path
        let stated = try solve(try translate(model: path, data: data.path))
        #expect(stated.status == compact.status, "seed \(seed)")
        if stated.values != nil { #expect(abs(stated.objective - compact.objective) < 1e-6, "seed \(seed)") }
      }
      let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 1000))
      if compact.values == nil {
        #expect(outcome.status == .infeasible, "seed \(seed)")
      } else {
        #expect(outcome.bound <= compact.objective + 1e-6, "seed \(seed)")
        #expect(abs(outcome.objective - compact.objective) < 1e-6, "seed \(seed)")
      }
    }
  }

  @Test(
    "glpsol finds the product's optimum in the data and the compact program of fifty problems with ladders",
    .enabled(if: Glpsol.isInstalled, "glpsol is not installed"))
  func ladders() throws {
    var (mixed, levels) = (0, Set<Int>())
    for seed in 0..<50 {
      let shape = TinyStaffing.Shape(
        slots: 6, cyclic: seed % 2 == 0, queues: 1 + seed % 3, groups: 1 + seed % 3, shifts: 6, isPriced: true,
        hasCaps: seed % 4 == 3, ladder: 2 + seed % 13)
      let problem = TinyStaffing.problem(shape, seed: UInt64(seed))
      let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 1000))
      let program = problem.flowProgram()
      #expect(abs(try solve(program).objective - outcome.objective) < 1e-6, "seed \(seed)")
      let data = try Glpsol.file(problem.mathProgData(for: problem.model), "dat")
      let whole = try Glpsol.file(program.mathProgText(), "mod")
      defer { for file in [data, whole] { try? FileManager.default.removeItem(at: file) } }
      let model = ModelExamples.folder.appending(path: "\(problem.model.rawValue).mod").path
      #expect(
        abs(try Glpsol.objective(["--model", model, "--data", data.path]) - outcome.objective) < 1e-6, "seed \(seed)")
      #expect(abs(try Glpsol.objective(["--model", whole.path]) - outcome.objective) < 1e-6, "seed \(seed)")
      #expect(outcome.bound <= outcome.objective + 1e-9 && outcome.status == .optimal, "seed \(seed)")
      mixed += TinyStaffing.isMixed(problem) ? 1 : 0
      levels.insert(problem.prices?.levels.count ?? 0)
    }
    #expect(mixed > 5 && levels == Set(4...16))
  }

  @Test("names that look like MathProg stay names")
  func names() throws {
    var problem = try ModelExamples.followTheSun()
    let hostile = "'; end; printf 'x' > '/tmp/x\n\u{0}\"#"
    problem.groups[0].name = hostile
    problem.groups[1].name = hostile
    problem.groups[2].name = ""
    problem.groups[3].name = String(repeating: "é", count: 200)
    problem.demand[0].queue = ID(rawValue: "Größe 'A'")
    problem.startCaps[0].name = "/* "
    let data = try Glpsol.file(problem.mathProgData(for: .followTheSun, comment: "end;\nend;"), "dat")
    defer { try? FileManager.default.removeItem(at: data) }
    let path = ModelExamples.folder.appending(path: "follow-the-sun.mod").path
    let plain = try solve(
      try translate(model: path, data: ModelExamples.folder.appending(path: "follow-the-sun.dat").path))
    let escaped = try solve(try translate(model: path, data: data.path))
    #expect(abs(plain.objective - escaped.objective) < 1e-6)
  }

  @Test("the relaxation of the compact program is the one that column generation solves")
  func relaxation() throws {
    for (number, cyclic) in [true, false, true, false, true, false].enumerated() {
      let shape = TinyStaffing.Shape(
        slots: 30, cyclic: cyclic, queues: 2, groups: 3, shifts: 40, isPriced: true, hasCaps: number > 1,
        ladder: number > 3 ? 5 * number - 12 : 0)
      let problem = TinyStaffing.problem(shape, seed: UInt64(number))
      var program = try IncrementalProgram()
      try program.load(problem.flowProgram())
      let stated = try program.solve()
      let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 100))
      #expect(stated.status == .optimal)
      #expect(abs(outcome.relaxation - stated.objective) < 1e-6 * stated.objective)
    }
  }

  @Test("the compact program stays sparse: a handful of entries a shift and a slot")
  func sparse() {
    let problem = TinyStaffing.problem(
      TinyStaffing.Shape(slots: 48, cyclic: true, shifts: 60, isPriced: false), seed: 4)
    #expect(problem.flowProgram().entryRows.count < 12 * (problem.shifts.count + problem.slots))
  }

  @Test("staffed duties are duties of their dates, and the check counts people on queues")
  func duties() throws {
    let problem = try ModelExamples.followTheSun()
    let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 500))
    let grid = IntervalGrid(
      start: Zone.utc.instant(of: CivilDate(dayNumber: 20_787)), interval: 60, count: 24)
    let check = StaffingCheck(outcome.duties, of: problem)
    #expect(check.scheduled.count == 2)
    var present = [Int](repeating: 0, count: 24)
    for staffed in outcome.duties {
      let duty = problem.duty(staffed, on: grid)
      #expect(duty.paid == 420)
      for slot in 0..<24 {
        let instant = grid.instant(at: slot)
        let isOnBreak = duty.breaks.contains { pause in
          instant >= duty.start + pause.offset && instant < duty.start + pause.offset + pause.length
        }
        if instant >= duty.start, instant < duty.end, !isOnBreak { present[slot] += staffed.count }
      }
    }
    #expect((0..<24).allSatisfy { present[$0] == check.scheduled[0][$0] + check.scheduled[1][$0] })
  }
}
