import Calendars
import Tables
import Testing

@testable import Tickets

/// Files that look like contacts and aren't.
@Suite struct OtherExportTests {
  @Test(
    "what isn't contacts is named, not counted",
    arguments: [
      (
        "queue,start_utc,start_local,time_zone,contacts,aht_s,required,scheduled,net\n"
          + "phone,2026-11-23T07:00Z,2026-11-23T08:00+01:00,Europe/Warsaw,4.1273,360,3,4,1\n", "coverage of a plan"
      ),
      (
        "queue,start_local,contacts,p10,p50,p90,start_utc\nphone,2026-11-23T08:00,4.1,2,4,7,2026-11-23T07:00Z\n",
        "forecast of contacts"
      ),
      (
        "agent_id,agent,site,time_zone,date,start_local,end_local,start_utc,end_utc,paid_minutes,cost\n"
          + "a01,Agent 01,k,Europe/Warsaw,2026-11-23,2026-11-23T08:00+01:00,2026-11-23T17:00+01:00,2026-11-23T07:00Z,"
          + "2026-11-23T16:00Z,510,102\n", "duties of a plan"
      ),
      (
        "First Name,Last Name,Email,Start Date,Start Time,End Date,End Time,Location,Area,Meal Break (Mins)\n"
          + "Agent,07,a07@example.com,2026-11-30,08:00:00,2026-11-30,16:30:00,Krakow,Phone,30\n", "Deputy"
      ),
      (
        "StartDate,EndDate,Status,RecordedDate,ResponseId,Q1\n2026-11-30 08:00:00,,0,2026-11-30 08:01:00,R_1,5\n",
        "Qualtrics"
      ),
      ("Respondent ID,Collector ID,Start Date,Q1\n,,,Response\n1,2,11/30/2026 08:00:00 AM,5\n", "SurveyMonkey"),
      (
        "#,Q1,Start Date (UTC),Submit Date (UTC),Network ID\na,5,2026-10-26 09:00:00,2026-10-26 09:01:00,f\n",
        "Typeform"
      ),
      (
        "# ----------------------------------------\n# Traffic\n# ----------------------------------------\n"
          + "Date + hour (YYYYMMDDHH),Sessions\n2026102609,31\n", "Google Analytics"
      ),
    ])
  func named(text: String, words: String) throws {
    guard case .failure(let fault) = Sample.read(text) else {
      Issue.record("\(words) was counted")
      return
    }
    #expect(fault.code == "import.not-contacts" && fault.message.contains(words), "\(fault)")
    #expect(fault.position?.file == "t.csv")
  }

  @Test("who says which column it is has it read")
  func said() throws {
    var options = ImportOptions()
    options.columns.created = "RecordedDate"
    options.zone = .utc
    let text = "StartDate,RecordedDate,ResponseId\n2026-11-30 08:00:00,2026-11-30 08:01:00,R_1\n"
    let report = try importTickets([Sample.source(text, "answers.csv")], options: options).report
    #expect(report.rowsKept == 1)
  }
}
