import Calendars
import Plans
import Searching
import Testing

@testable import Checking
@testable import Planning

@Suite("planted faults are found")
struct PlantedFaultsTests {
  /// A selection that is spread over all kinds, the same every time.
  private func drawn(_ faults: [Fault], _ count: Int, seed: UInt64) -> [Fault] {
    guard faults.count > count else { return faults }
    var generator = SeededGenerator(seed: seed)
    let step = Double(faults.count) / Double(count)
    return (0..<count).map { faults[Int((Double($0) + generator.nextUnit()) * step)] }
  }

  @Test("in plan.json: every stated figure, by a little and by a lot")
  func figures() throws {
    let held = try #require(HeldPlans.everyKind)
    let all = PlanFaults(held.plan).list
    let faults = HeldPlans.slow ? all : drawn(all, 55, seed: 11)
    #expect(all.count > 400)
    var missed: [String] = []
    for fault in faults {
      var copy = held
      fault.plant(&copy)
      guard copy.plan != held.plan else {
        missed.append("\(fault) was not planted")
        continue
      }
      let isRead = (try? readPlan(planJSON(copy.plan), file: "plan.json")) != nil
      // What the reader refuses is found before any check.
      guard isRead, fault.isInPlan ? copy.breachesOfPlan().isEmpty : copy.breaches().isEmpty else { continue }
      missed.append(fault.description)
    }
    #expect(missed == [], "\(missed.count) of \(faults.count)")
  }

  @Test("in the files beside it: every column, every property, the report's data, files lost")
  func files() throws {
    let held = try #require(HeldPlans.everyKind)
    let all = FileFaults(held.files).list
    let faults = HeldPlans.slow ? all : drawn(all, 55, seed: 12)
    #expect(all.count > 400)
    var missed: [String] = []
    for fault in faults {
      var copy = held
      fault.plant(&copy)
      guard copy.files != held.files else {
        missed.append("\(fault) was not planted")
        continue
      }
      let page = copy.files[PlanFile.report].flatMap {
        checkPage($0, made: held.files[PlanFile.report] ?? [], isBinding: true)
      }
      let found =
        checkFiles(copy.files, of: copy.plan, readBy: Tool.signature).filter { $0.severity == .breach }
        + [page].compactMap(\.self)
      if found.isEmpty { missed.append(fault.description) }
      #expect(found.allSatisfy { $0.file != nil }, "\(fault)")
    }
    #expect(missed == [], "\(missed.count) of \(faults.count)")
  }

  @Test("a wrong cell is named by file, row, column, person and date, with what it should say")
  func place() throws {
    var held = try #require(HeldPlans.everyKind)
    var rows = FileFaults.rows(held.files["shifts.csv"] ?? [])
    let paid = rows[3][9]
    rows[3][9] = "615"
    held.files["shifts.csv"] = Array(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
    let breach = try #require(held.breaches().first)
    #expect(held.breaches().count == 1)
    #expect(breach.file == "shifts.csv" && breach.row == 4 && breach.column == "paid_minutes")
    #expect(breach.person?.rawValue == rows[3][0] && breach.date?.description == rows[3][4])
    #expect(breach.message == "found '615', expected \(paid)")
  }

  @Test("foreign files are notes, a folder of plan.json alone is one, another person's calendar is a breach")
  func foreign() throws {
    let held = try #require(HeldPlans.everyKind)
    var files = held.files
    files["notes.txt"] = Array("buy coffee".utf8)
    let findings = checkFiles(files, of: held.plan, readBy: Tool.signature)
    #expect(findings.map(\.rule) == ["files.foreign"] && findings[0].severity == .note)
    #expect(checkFiles(["plan.json": []], of: held.plan, readBy: Tool.signature).map(\.rule) == ["files.none"])
    files["calendars/somebody.ics"] = files["team.ics"]
    #expect(
      checkFiles(files, of: held.plan, readBy: Tool.signature).contains {
        $0.severity == .breach && $0.file == "calendars/somebody.ics"
      })
  }
}
