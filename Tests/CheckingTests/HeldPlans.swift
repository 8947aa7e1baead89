import Calendars
import Foundation
import Plans
import Publishing
import Searching
import Tables
import Workforce

@testable import Checking
@testable import Planning

/// A plan with the files of its folder, as somebody holds it.
struct Held {
  var plan: PlanDocument
  var files: [String: [UInt8]]

  init(_ plan: PlanDocument) throws {
    self.plan = plan
    files = Dictionary(
      try publishedFiles(of: plan).map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  /// Everything that is wrong with it, notes left out.
  func breaches() -> [Breach] {
    let rules = PlanCheck(plan).findings()
    let isReadable = !rules.contains { $0.rule == "rota.unreadable" }
    return (rules + (isReadable ? checkFiles(files, of: plan, readBy: Tool.signature) : [])).filter {
      $0.severity == .breach
    }
  }

  /// What is wrong with `plan.json` by itself.
  func breachesOfPlan() -> [Breach] { PlanCheck(plan).findings().filter { $0.severity == .breach } }
}

enum HeldPlans {
  static let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })

  static func plan(
    _ project: some ProjectFiles, seed: UInt64 = 1, weeks: Int = 1, published: [CalendarEntry] = [],
    presence: PresenceModel? = nil
  ) throws -> PlanDocument {
    var project = try Project.read(project)
    if let presence { for number in project.queues.indices { project.queues[number].settings.presence = presence } }
    let options = SearchLimits(timeLimit: nil, iterations: 60, seed: seed, threads: 1)
    var pipeline = try Pipeline(
      project: project, settings: PlanSettings(weeks: weeks, options: options, command: ""))
    pipeline.settings.command = PlanSettings.command(week: pipeline.week, weeks: weeks, options: options)
    return try pipeline.plan(neighbours: .none, published: published, control: control)
  }

  /// A plan of every kind of queue that replaces another, so that its calendar has been revised.
  static let everyKind: Held? = {
    do {
      let first = try plan(SmallProject.everyKind)
      // As if it had been published with other starts, and with a duty that is gone by now.
      var published = first.calendar
      for number in 0..<3 { published[number].duty.start = published[number].duty.start + 30 }
      let worked = Set(first.rota.duties.map { "\($0.duty.date) \($0.person)" })
      let free = (0..<7).lazy.map { first.request.firstDate.adding(days: $0) }.compactMap { date in
        first.request.people.map(\.id).first { !worked.contains("\(date) \($0)") }.map { (date, $0) }
      }.first
      if let (date, person) = free {
        var gone = published[0]
        gone.uid = "\(date).\(person).gone@rota"
        gone.person = person
        gone.duty.start = gone.duty.start.adding(seconds: 86_400 * (date - gone.duty.date))
        gone.duty.date = date
        published.append(gone)
      }
      return try Held(
        try plan(SmallProject.everyKind, published: published).published(over: first, calendar: published))
    } catch {
      return nil
    }
  }()

  static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
}
