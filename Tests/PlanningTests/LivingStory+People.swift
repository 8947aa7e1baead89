import Calendars
import Foundation
import Plans
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Leave, new people and meetings.
extension LivingStory {
  mutating func leave() throws {
    try perform("leave") { story in
      let begun = try story.begin("rota leave")
      guard let person = story.pick(begun.project.people)?.id else { return nil }
      let first = story.date(begun.plan)
      let asked = LeaveRequest(
        person: person, absence: Absence(first: first, last: first.adding(days: story.index(below: 3))),
        from: begun.plan.request.grid.start)
      story.note("\(person) \(asked.dates)")
      let plans = try LeavePlans(
        of: story.folder.path, on: LeaveQuestion.looksAt(asked.dates), command: "rota leave")
      let quick = SearchLimits(timeLimit: nil, iterations: 10, seed: 1, threads: 1)
      let answer = try LeaveQuestion(project: begun.project, plans: plans).answer(
        asked, options: Self.limits, quick: quick, control: ReplanningTests.control)
      guard answer.mayBeGranted else { return nil }
      let granted = try answer.grant(in: story.folder.path)
      story.forget()
      #expect(granted.rows > 0, "\(story.words)")
      let people = try Project.read(FolderFiles(story.folder.path)).people
      let absences = people.first { $0.id == person }?.absences ?? []
      #expect(absences.contains { $0.first <= first && first <= $0.last }, "\(story.words)")
      return nil
    }
    if index(below: 2) == 0 {
      try perform("replan --absences") { story in
        let begun = try story.begin("rota replan")
        let asked = ReplanRequest(from: begun.plan.request.grid.start, readsAbsences: true)
        let revised = try begun.changer.replan(asked, options: Self.limits, control: ReplanningTests.control)
        return try story.put(revised, "replan", begun)
      }
    }
  }

  /// Somebody new gets a row in `agents.csv`.
  mutating func hire() throws {
    let place = folder.appending(path: "agents.csv")
    let text = try String(contentsOf: place, encoding: .utf8)
    let row = RandomTeam.row(text.split(separator: "\n").count, skills: "x", site: "s", &random)
    try Data((text + row).utf8).write(to: place)
    forget()
    note("hire \(row.prefix { $0 != "," })")
  }

  mutating func meet() throws {
    try perform("meet") { story in
      let begun = try story.begin("rota meet")
      let there = Set((begun.plan.rota.activities ?? []).map(\.series)).sorted()
      var (meetings, removed): ([Meeting], [String]) = ([], [])
      if let gone = story.pick(there), story.index(below: 3) == 0 {
        removed = [gone]
      } else {
        let people = begun.plan.request.people.map(\.id).filter { _ in story.index(below: 2) == 0 }
        guard let first = people.first else { return nil }
        let kind = people.count == 2 ? Attendance.Kind.oneToOne : .meeting
        meetings = [
          Meeting(
            id: "m\(story.index(below: 3))", title: "Meeting with \(first)", kind: kind, people: people,
            length: Minutes(rawValue: 30 * (1 + story.index(below: 2))),
            repeats: story.index(below: 2) == 0 ? .weekly : .once, paid: story.index(below: 3) > 0)
        ]
      }
      story.note("\(removed) \(meetings.map { "\($0.id) \($0.people)" })")
      let answer = try begun.changer.meet(
        meetings, removing: removed, beside: [], from: story.moment(begun.plan))
      return answer.isChanged ? try story.put(answer.revised, "meet", begun) : nil
    }
  }
}
