import Calendars
import Plans
import Publishing
import Tables
import Testing
import Workforce

@Suite("files of one name") struct SameFileTests {
  @Test("two calendars that would be one file are refused, not one of them lost") func sameFile() throws {
    var plan = try SamplePlans.tiny()
    let duty = try #require(plan.rota.duties.first).duty
    // Ids whose hashes are alike.
    for id in ["ļĈķ", "śĘŀ"] as [PersonID] {
      plan.calendar.append(
        CalendarEntry(uid: "\(id)@rota", person: id, duty: duty, sequence: 1, modified: plan.stamp, cancelled: true))
    }
    let error = #expect(throws: Diagnostic.self) { try publishedFiles(of: plan) }
    #expect(error?.code == "plan.same-file" && error?.message.contains("calendars/___-49857fc0.ics") == true)
  }
}
