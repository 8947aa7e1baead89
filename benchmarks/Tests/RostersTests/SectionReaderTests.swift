import Rosters
import Tables
import Testing

private let small = """
  # a comment
  SECTION_HORIZON
  7

  SECTION_SHIFTS
  E,480,
  L,600,E

  SECTION_STAFF
  Agent 01,E=5|L=0,2400,960,5,2,2,1

  SECTION_DAYS_OFF
  Agent 01,3,5

  SECTION_SHIFT_ON_REQUESTS
  Agent 01,0,E,2

  SECTION_SHIFT_OFF_REQUESTS
  Agent 01,1,L,3

  SECTION_COVER
  0,E,1,100,1
  """

@Suite("The reader of roster files") struct SectionReaderTests {
  @Test("reads every section, whatever the line ends") func reads() throws {
    for text in [small, small.replacing("\n", with: "\r\n")] {
      let instance = try readRosterInstance(text, file: "small.txt")
      #expect(instance.days == 7)
      #expect(instance.shifts.map(\.id) == ["E", "L"])
      #expect(instance.shifts[1].notFollowedBy == [0])
      let person = instance.people[0]
      #expect(person.rules.maximumOfType == [5, 0])
      #expect(person.rules.maximumMinutes == 2400 && person.rules.minimumMinutes == 960)
      #expect(person.rules.maximumRun == 5 && person.rules.minimumRun == 2 && person.rules.minimumDaysOff == 2)
      #expect(person.rules.maximumWeekends == 1)
      #expect(person.fixedDaysOff == [3, 5])
      #expect(person.wishes.map(\.price) == [2, 3])
      #expect(instance.cover.map(\.required) == [1])
    }
  }

  @Test(
    "names row and field of what is wrong",
    arguments: [
      ("\n7\n", "\nseven\n", "roster-file.number", 3, 1), ("L,600,E", "L,600,X", "roster-file.unknown-shift", 7, 3),
      ("E,480,", "E,none,", "roster-file.number", 6, 2), ("E=5", "Q=5", "roster-file.cap", 10, 2),
      (",3,5", ",3,9", "roster-file.number", 13, 3),
      ("Agent 01,0,E", "Agent 02,0,E", "roster-file.unknown-person", 16, 1),
      ("0,E,1,100,1", "0,Z,1,100,1", "roster-file.unknown-shift", 22, 2),
    ])
  func faults(found: String, put: String, code: String, row: Int, column: Int) {
    do throws(Diagnostic) {
      _ = try readRosterInstance(small.replacing(found, with: put, maxReplacements: 1), file: "small.txt")
      Issue.record("nothing was refused")
    } catch {
      #expect(error.code == code)
      #expect(error.position == SourcePosition(file: "small.txt", row: row, column: column))
    }
  }
}
