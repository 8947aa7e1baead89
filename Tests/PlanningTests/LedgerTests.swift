import Calendars
import Checking
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("The ledger of unpopular duties") struct LedgerTests {
  private static let header =
    "agent_id,week,contract_minutes,weekend_days,nights,early,late,holidays,wishes_met,wishes_asked,changes\n"

  private static func read(_ text: String) throws -> [LedgerRow] { try LedgerFile.read(Array(text.utf8)) }

  @Test("a file is written as it is read") func roundTrip() throws {
    let text = Self.header + "a1,start,9600,3,0,1,2,1,4,5,0\na1,2026-W49,2400,1,0,0,2,0,0,1,0\n"
    let rows = try Self.read(text)
    #expect(rows.map(\.week.description) == ["start", "2026-W49"])
    #expect(rows[0].counts == DutyCounts(contractMinutes: 9600, weekendDays: 3, early: 1, late: 2, holidays: 1))
    #expect(rows[0].wishesMet == 4 && rows[0].wishesAsked == 5)
    let written = String(decoding: LedgerFile.text(rows), as: UTF8.self)
    #expect(written.replacing("\r\n", with: "\n") == text)
  }

  @Test("columns but for three may be left out, and cells but for three be empty") func short() throws {
    let rows = try Self.read("agent_id,week,contract_minutes,nights\na1,START,2400,\na2,2026-w49,0,2\n")
    #expect(rows.map(\.counts.nights) == [0, 2] && rows.map(\.counts.contractMinutes) == [2400, 0])
    #expect(rows[0].week == .start)
  }

  @Test(
    "what is wrong is said with row and column",
    arguments: [
      ("a1,2026-W54,2400,0,0,0,0,0,0,0,0", "ledger.week", "ledger.csv:2:2", "2026-W54"),
      ("a1,opening,2400,0,0,0,0,0,0,0,0", "ledger.week", "ledger.csv:2:2", "start"),
      (",start,2400,0,0,0,0,0,0,0,0", "table.empty-cell", "ledger.csv:2:1", "agent_id"),
      ("a1,start,,0,0,0,0,0,0,0,0", "table.empty-cell", "ledger.csv:2:3", "contract_minutes"),
      ("a1,start,2400,-1,0,0,0,0,0,0,0", "table.number", "ledger.csv:2:4", "-1"),
      ("a1,start,2400,0,1.5,0,0,0,0,0,0", "table.number", "ledger.csv:2:5", "1.5"),
      ("a1,start,2400,0,0,0,0,1000000,0,0,0", "table.number", "ledger.csv:2:8", "100000"),
      ("a1,start,2400,0,0,0,0,0,2,1,0", "ledger.wishes", "ledger.csv:2:9", "asked"),
      ("a1,start,1,0,0,0,0,0,0,0,0\na1,start,2,0,0,0,0,0,0,0,0", "ledger.duplicate", "ledger.csv:3:2", "row 2"),
    ])
  func refused(rows: String, code: String, place: String, word: String) throws {
    do {
      _ = try Self.read(Self.header + rows + "\n")
      Issue.record("nothing was refused")
    } catch let error as Diagnostic {
      #expect(error.code == code)
      let position = try #require(error.position)
      let parts = place.split(separator: ":").map(String.init)
      #expect(position.file == parts[0] && position.row == Int(parts[1]), "\(position)")
      #expect((error.message + (error.cure ?? "")).contains(word), "\(error.message)")
      #expect(error.cure != nil)
    }
  }

  @Test("a column that nobody knows is refused with its neighbour") func unknownColumn() throws {
    do {
      _ = try Self.read("agent_id,week,contract_minutes,night\na1,start,1,1\n")
      Issue.record("nothing was refused")
    } catch let error as Diagnostic {
      #expect(error.code == "table.unknown-column")
      #expect((error.message + (error.cure ?? "")).contains("nights"))
    }
  }

  /// Balances and absences of all kinds: the steps that are planned with are those that the checker works out.
  @Test("300 drawn teams: steps are what the checker expects, rise, and are 0 for whoever has the least") func steps()
    throws
  {
    var random = SeededGenerator(seed: 5)
    let project = try Project.read(MemoryFiles.sound)
    let horizon = try Horizon(project: project, week: nil, weeks: 1)
    let plain = RequestStage(
      project: try Pipeline(
        project: project, settings: PlanSettings(options: SearchLimits(timeLimit: nil, iterations: 1), command: "")
      ).project, horizon: horizon, demand: []
    ).run()
    var compared = 0
    for round in 0..<300 {
      var request = plain
      request.days = 7 * (1 + round % 3)
      request.people = (0...random.nextIndex(below: 6)).map { number in
        var person = plain.people[number % 2]
        person.id = PersonID("p\(number)")
        person.contract = .hours([0, 20, 38, 40][random.nextIndex(below: 4)])
        person.fixedDaysOff = random.nextIndex(below: 4) == 0 ? [.sunday] : []
        person.absences =
          random.nextIndex(below: 3) > 0
          ? []
          : [
            Absence(
              first: plain.firstDate.adding(days: random.nextIndex(below: 9)),
              last: plain.firstDate.adding(days: 9 + random.nextIndex(below: 9)),
              paid: random.nextIndex(below: 2) == 0)
          ]
        return person
      }
      var balances: [PersonID: DutyCounts] = [:]
      for person in request.people where random.nextIndex(below: 5) > 0 {
        var counts = DutyCounts(contractMinutes: random.nextIndex(below: 40) * 1200)
        for kind in FairKind.allCases { counts[kind] = random.nextIndex(below: 30) }
        balances[person.id] = counts
      }
      let priced = FairShares(request, balances: balances).priced(
        by: FairnessPrices(), holidays: [plain.firstDate.adding(days: 3)])
      let breaches = checkRota(priced, Rota(duties: [], work: [])).filter { $0.rule.hasPrefix("fairness") }
      #expect(breaches.map(\.message) == [], "round \(round)")
      let terms = try #require(priced.fairness)
      #expect(terms.kinds.reduce(1) { $0 * $1.told } <= FairShares.stateRange.upperBound)
      let all = priced.people.compactMap(\.fairness?.steps)
      compared += all.count
      for steps in all {
        #expect(steps.map(\.count) == terms.kinds.map(\.told))
        #expect(steps.allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0 <= $1 } })
      }
      for group in Dictionary(grouping: priced.people.filter { $0.fairness?.steps != nil }, by: \.fixedDaysOff).values {
        for kind in terms.kinds.indices {
          #expect(group.compactMap { $0.fairness?.steps?[kind][0] }.min() == 0, "round \(round)")
        }
      }
    }
    #expect(compared > 400)
  }
}
