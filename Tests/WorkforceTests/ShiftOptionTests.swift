import Calendars
import Tables
import Testing
import Workforce

@Suite("Shifts that can be worked") struct ShiftOptionTests {
  static let day = ShiftTemplate(
    id: "day", earliestStart: ClockTime(hour: 8), latestStart: ClockTime(hour: 9), step: 30, lengths: [240, 480],
    breaks: [
      BreakRule(kind: .rest, length: 15, paid: true, anchor: .start, from: 60, to: 120, minimumShift: 360),
      BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 30, minimumShift: 360),
      BreakRule(kind: .rest, length: 15, paid: true, anchor: .end, from: -120, to: -75, minimumShift: 360),
    ])

  static func site(_ zone: String) throws -> Site {
    Site(id: "here", name: "Here", zone: try Zone(zone), payPerHour: 20, nightPremiumPerHour: 6)
  }

  static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  /// A grid of 15 minutes over the week around a date, in UTC.
  static func grid(_ date: CivilDate, interval: Minutes = 15) -> IntervalGrid {
    IntervalGrid(
      start: Zone.utc.instant(of: date.adding(days: -3)), interval: interval, count: 7 * 1440 / interval.rawValue)
  }

  @Test("starts, lengths, slots, windows and pay of a plain day")
  func plainDay() throws {
    let date = try Self.date("2026-11-30")
    let options = try shiftOptions(
      template: Self.day, site: try Self.site("Europe/Warsaw"), date: date, grid: Self.grid(date))
    #expect(options.count == 6)
    let short = options[0]
    #expect(short.length == 240 && short.slots == 16 && short.breakWindows.isEmpty)
    // 08:00 in Warsaw is 07:00 UTC, three days and seven hours into the grid.
    #expect(short.startSlot == (3 * 24 + 7) * 4)
    #expect(short.paid == 240 && short.cost == 80)
    let long = options[5]
    #expect(long.startSlot == short.startSlot + 4)
    #expect(long.length == 480 && long.paid == 450 && long.cost == 150)
    #expect(
      long.breakWindows == [
        BreakWindow(kind: .rest, earliestOffset: 4, latestOffset: 8, length: 1, paid: true),
        BreakWindow(kind: .lunch, earliestOffset: 12, latestOffset: 18, length: 2, paid: false),
        BreakWindow(kind: .rest, earliestOffset: 24, latestOffset: 27, length: 1, paid: true),
      ])
    let duty = long.duty(breaksAt: [4, 15, 27], interval: 15)
    #expect(duty.breaks.map(\.offset) == [60, 225, 405])
    #expect(duty.paid == 450)
    #expect(duty.end == long.start + 480)
  }

  @Test("other weekdays and other sites have none")
  func elsewhere() throws {
    var template = Self.day
    template.weekdays = [.tuesday]
    let date = try Self.date("2026-11-30")
    let site = try Self.site("Europe/Warsaw")
    #expect(try shiftOptions(template: template, site: site, date: date, grid: Self.grid(date)).isEmpty)
    template = Self.day
    template.sites = ["there"]
    #expect(try shiftOptions(template: template, site: site, date: date, grid: Self.grid(date)).isEmpty)
  }

  @Test("a start that the clock change skips moves to the change, and starts that fall together count once")
  func springForward() throws {
    // Warsaw, 29 March 2026: 02:00 becomes 03:00, 01:00 UTC.
    let date = try Self.date("2026-03-29")
    let template = ShiftTemplate(
      id: "night", earliestStart: ClockTime(hour: 1), latestStart: ClockTime(hour: 4), step: 30, lengths: [480])
    let options = try shiftOptions(
      template: template, site: try Self.site("Europe/Warsaw"), date: date, grid: Self.grid(date))
    let change = Zone.utc.instant(of: date, ClockTime(hour: 1))
    #expect(options.map { $0.start - change } == [-3600, -1800, 0, 1800, 3600])
    #expect(options.allSatisfy { $0.length == 480 && $0.end - $0.start == 8 * 3600 })
    // From 01:00 to 06:00 on the wall clock are only four hours of night.
    #expect(options[0].nightMinutes == 240)
    #expect(options[0].cost == 8 * 20 + 4 * 6)
  }

  @Test("a start that occurs twice means its first pass, and the night lasts an hour longer")
  func fallBack() throws {
    // Warsaw, 25 October 2026: 03:00 becomes 02:00, 01:00 UTC.
    let date = try Self.date("2026-10-25")
    let template = ShiftTemplate(
      id: "night", earliestStart: ClockTime(hour: 1), latestStart: ClockTime(hour: 4), step: 60, lengths: [600])
    let options = try shiftOptions(
      template: template, site: try Self.site("Europe/Warsaw"), date: date, grid: Self.grid(date))
    let change = Zone.utc.instant(of: date, ClockTime(hour: 1))
    #expect(options.map { $0.start - change } == [-7200, -3600, 3600, 7200])
    // From 01:00 to 06:00 on the wall clock are six hours.
    #expect(options[0].nightMinutes == 360)
  }

  @Test("the half-hour change of Lord Howe stays on a grid of 15 minutes")
  func lordHowe() throws {
    // 4 October 2026: 02:00 becomes 02:30.
    let date = try Self.date("2026-10-04")
    let template = ShiftTemplate(
      id: "night", earliestStart: ClockTime(hour: 1, minute: 30), latestStart: ClockTime(hour: 3), step: 30,
      lengths: [360])
    let options = try shiftOptions(
      template: template, site: try Self.site("Australia/Lord_Howe"), date: date, grid: Self.grid(date))
    // 01:30, 02:00 (skipped: 02:30), 02:30 (the same), 03:00.
    #expect(zip(options, options.dropFirst()).map { $1.start - $0.start } == [1800, 1800])
  }

  @Test("Kathmandu needs 15 minutes", arguments: [15, 30])
  func kathmandu(interval: Int) throws {
    let date = try Self.date("2026-11-30")
    var template = Self.day
    template.breaks = []
    let grid = Self.grid(date, interval: Minutes(interval))
    let site = try Self.site("Asia/Kathmandu")
    if interval == 15 {
      #expect(try shiftOptions(template: template, site: site, date: date, grid: grid).count == 6)
    } else {
      #expect(
        code { () throws(Diagnostic) in _ = try shiftOptions(template: template, site: site, date: date, grid: grid) }
          == "shift.start-off-grid")
    }
  }

  @Test("night premium covers midnight on both sides")
  func night() throws {
    let date = try Self.date("2026-11-30")
    let template = ShiftTemplate(
      id: "late", earliestStart: ClockTime(hour: 0), latestStart: ClockTime(hour: 23), step: 60, lengths: [480])
    let options = try shiftOptions(
      template: template, site: try Self.site("America/Bogota"), date: date, grid: Self.grid(date))
    // Starts at 0:00 (six hours before 06:00), 12:00 (none), 20:00 (22:00 to 04:00), 22:00 (all eight).
    #expect([0, 12, 20, 22].map { options[$0].nightMinutes } == [360, 0, 360, 480])
  }

  @Test("no shift ends after the latest end")
  func latestEnd() throws {
    var template = Self.day
    template.latestEnd = ClockTime(hour: 16, minute: 30)
    let date = try Self.date("2026-11-30")
    let options = try shiftOptions(
      template: template, site: try Self.site("Europe/Warsaw"), date: date, grid: Self.grid(date))
    #expect(options.filter { $0.length == 480 }.count == 2)
    #expect(options.filter { $0.length == 240 }.count == 3)
  }

  @Test("a window of a shift's middle shrinks to the intervals inside it, and says so")
  func middles() throws {
    func lunch(_ length: Minutes, from: Minutes, to: Minutes, interval: Minutes) throws -> (ClosedRange<Int>, [String])
    {
      var template = Self.day
      template.lengths = [length]
      template.breaks = [BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: from, to: to)]
      let window = try template.breakWindows(length: length, interval: interval)[0]
      return (window.earliestOffset...window.latestOffset, template.roundedWindows(interval: interval))
    }
    // 8 h 30 min from 9:00: the middle is 13:15, the window 12:15 to 12:45; on half hours only 12:30.
    let half = try lunch(510, from: -60, to: -30, interval: 30)
    #expect(half.0 == 7...7)
    #expect(
      half.1 == [
        "Shift day, 8 h 30 min: its lunch may start 3 h 15 min to 3 h 45 min after its start; in intervals of 30 min that "
          + "is 3 h 30 min."
      ])
    #expect(try lunch(510, from: -60, to: -30, interval: 15) == (13...15, []))
    // 8 h 15 min: the middle lies between two minutes.
    let odd = try lunch(495, from: -60, to: 30, interval: 15)
    #expect(odd.0 == 13...18)
    #expect(odd.1[0].contains("3 h 7.5 min to 4 h 37.5 min") && odd.1[0].contains("3 h 15 min to 4 h 30 min"))
  }

  @Test("each wrong template has its own message")
  func wrongTemplates() throws {
    func problems(_ change: (inout ShiftTemplate) -> Void) -> [String] {
      var template = Self.day
      change(&template)
      return template.problems(interval: 15).map(\.code)
    }
    #expect(problems { _ in } == [])
    #expect(problems { $0.lengths = [] } == ["shift.no-length"])
    #expect(problems { $0.lengths = [0] } == ["shift.length"])
    #expect(problems { $0.lengths = [1500] } == ["shift.longer-than-a-day"])
    #expect(problems { $0.lengths = [250] } == ["shift.length-off-grid"])
    #expect(problems { $0.latestStart = ClockTime(hour: 7) } == ["shift.start-window"])
    #expect(problems { $0.latestStart = ClockTime(hour: 26) } == ["shift.start-window"])
    #expect(problems { $0.step = 0 } == ["shift.step"])
    #expect(problems { $0.breaks[0].length = 10 } == ["shift.break-off-grid"])
    #expect(problems { $0.breaks[0].to = 500 } == ["shift.break-outside"])
    #expect(problems { $0.breaks[0].from = -30 } == ["shift.break-outside"])
    #expect(problems { $0.breaks[0].from = 125 } == ["shift.break-window-empty"])
    #expect(problems { $0.breaks[0].to = 180 } == ["shift.breaks-overlap"])
    #expect(
      problems {
        $0.breaks[0].minimumShift = 0
        $0.lengths = [60, 90, 480]
      } == ["shift.break-outside", "shift.break-outside"])
    let diagnostic = try #require(
      { () -> Diagnostic? in
        var template = Self.day
        template.breaks[0].to = 180
        return template.problems(interval: 15).first
      }())
    #expect(diagnostic.message.contains("'day' 8 h shift: the rest can last until 195 min after the start"))
    #expect(diagnostic.cure != nil)
  }

  private func code(_ action: () throws(Diagnostic) -> Void) -> String? {
    do throws(Diagnostic) { try action() } catch { return error.code }
    return nil
  }
}

extension ShiftOption { fileprivate var end: Instant { start + length } }
