import Calendars
import Plans
import Testing

@testable import Planning

@Suite("The weeks of a plan, read from its last lines") struct PlanTailTests {
  private static let tail = """
    …rdinary": 1}
      ],
      "tool": "rota",
      "week": "2026-W49",
      "weeks": 2,
      "zoneRules": "2026f"
    }

    """

  private func weeks(_ change: (String) -> String = { $0 }) -> (week: ISOWeek, weeks: Int)? {
    PlansFolder.weeks(inTail: change(Self.tail))
  }

  @Test("a plan as it is written says them, whatever stands before") func written() throws {
    let found = try #require(weeks())
    #expect(found.week == ISOWeek(year: 2026, week: 49) && found.weeks == 2)
    let last = try #require(weeks { $0.replacing(",\n  \"zoneRules\": \"2026f\"", with: "") })
    #expect(last.weeks == 2)
    let made = try ReplanningTests.make(iterations: 20).plan
    let tail = String(decoding: try planJSON(made).suffix(4096), as: UTF8.self)
    let read = try #require(PlansFolder.weeks(inTail: tail))
    #expect(read.week == made.week && read.weeks == made.weeks)
  }

  @Test("lines that were written otherwise are left to whoever reads the whole file") func otherwise() {
    for (old, new) in [
      ("2026-W49", "2026-W99"), ("2026-W49", "2026-W9"), ("\"weeks\": 2", "\"weeks\": 0"),
      ("\"weeks\": 2", "\"weeks\": two"), ("  \"weeks\"", "\"weeks\""), ("}\n", "}"),
      ("  \"zoneRules\"", " \"zoneRules\""),
      ("\"weeks\": 2,\n", ""), ("  \"week\"", "    \"week\""),
    ] {
      #expect(weeks { $0.replacing(old, with: new) } == nil, "\(old) → \(new)")
    }
  }
}
