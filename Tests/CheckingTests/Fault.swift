import Calendars
import Plans
import Searching
import Workforce

/// Something that is wrong with what people hold: where, and how it got so.
struct Fault: Sendable, CustomStringConvertible {
  var description: String
  /// Whether `plan.json` shows it by itself, without the files beside it.
  var isInPlan = false
  var plant: @Sendable (inout Held) -> Void
}

/// Faults of `plan.json`: every stated figure, by a little and by a lot.
struct PlanFaults {
  let plan: PlanDocument
  private(set) var list: [Fault] = []

  init(_ plan: PlanDocument) {
    self.plan = plan
    head()
    parts()
    words()
    result()
    queues()
    coverage()
    people()
    rota()
    calendar()
  }

  private mutating func add(
    _ name: String, alone: Bool = true, _ change: @escaping @Sendable (inout PlanDocument) -> Void
  ) {
    list.append(Fault(description: "plan.json \(name)", isInPlan: alone) { change(&$0.plan) })
  }

  /// A real number off by little, by much, and of the other sign.
  private mutating func real(
    _ name: String, alone: Bool = true, by little: Double, _ path: any WritableKeyPath<PlanDocument, Double> & Sendable
  ) {
    for (size, change) in [("a little more", little), ("a little less", -little), ("much more", 1000 * little)] {
      add("\(name) \(size)", alone: alone) { $0[keyPath: path] += change }
    }
  }

  private mutating func whole(
    _ name: String, alone: Bool = true, _ path: any WritableKeyPath<PlanDocument, Int> & Sendable
  ) {
    for change in [1, -1, 60] { add("\(name) \(change)", alone: alone) { $0[keyPath: path] += change } }
  }

  private mutating func head() {
    whole("weeks", \.weeks)
    add("week") { $0.week = $0.week.adding(weeks: 1) }
    add("request.firstDate") { $0.request.firstDate = $0.request.firstDate.adding(days: 7) }
    add("request.days") { $0.request.days += 7 }
    add("grid.start") { $0.request.grid.start = $0.request.grid.start.adding(seconds: 86_400) }
    add("grid.count", alone: false) { $0.request.grid.interval = 30 }
    add("team", alone: false) { $0.team += " 2" }
    add("tool", alone: false) { $0.tool = "rota 9.9.9" }
    add("readerZone", alone: false) { $0.readerZone = .utc }
    add("inputs[0].sha256") { $0.inputs[0].sha256 = "abc" }
    add("inputs twice") { $0.inputs.append($0.inputs[0]) }
  }

  /// What figures are worked out from, left out.
  private mutating func parts() {
    for number in plan.queues.indices {
      add("queues[\(number)].settings lost") { $0.queues[number].settings = nil }
      add("coverage[\(number)].basis lost") { $0.coverage[number].basis = nil }
      add("settings and basis [\(number)] lost") {
        $0.queues[number].settings = nil
        $0.coverage[number].basis = nil
      }
      let basis = plan.coverage[number].basis
      if basis?.slotContacts != nil, plan.queues[number].settings?.requirementMethod == .modifiedOfferedLoad {
        add("coverage[\(number)].basis.slotContacts lost") { $0.coverage[number].basis?.slotContacts = nil }
      }
      if basis?.deferrable != nil {
        add("coverage[\(number)].basis.deferrable lost") { $0.coverage[number].basis?.deferrable = nil }
      }
      if plan.coverage[number].arrivals != nil {
        add("coverage[\(number)].arrivals lost") { $0.coverage[number].arrivals = nil }
      }
      add("coverage[\(number)].contactsLow lost") { $0.coverage[number].contactsLow = [] }
    }
    add("forecasts lost") { $0.forecasts = nil }
    add("a forecast lost") { $0.forecasts?.remove(at: 0) }
    add("clocks lost") { $0.clocks = nil }
    add("every basis lost") { for number in $0.coverage.indices { $0.coverage[number].basis = nil } }
    add("inputs lost") { $0.inputs = [] }
    add("inputs without agents.csv") { $0.inputs.removeAll { $0.path == "agents.csv" } }
  }

  /// What the plan says of itself in words.
  private mutating func words() {
    func command(_ size: String, _ change: @escaping @Sendable (String) -> String) {
      list.append(
        Fault(description: "plan.json command \(size)", isInPlan: true) {
          $0.plan.command = change($0.plan.command)
        })
    }
    command("of another kind") { _ in "rota staff . --seed 1" }
    command("without a folder") { $0.replacing("plan .", with: "plan") }
    command("lost") { _ in "" }
    command("with another seed") { $0.replacing("--seed 1", with: "--seed 2") }
    command("without a seed") { $0.replacing(" --seed 1", with: "") }
    command("with a gap") { $0 + " --gap 0.05" }
    command("with a limit") { $0 + " --time-limit 60s" }
    command("with more iterations") { $0.replacing("60", with: "600000") }
    command("with weeks") { $0 + " --weeks 2" }
    command("verified") { $0 + " --verify" }
    command("with a strange option") { $0 + " --proven" }
    command("with two seeds") { $0 + " --seed 1" }
    command("without a week") { $0.replacing(#/ --week [^ ]+/#, with: "") }
    add("options.gap") { $0.options.gap = 0.05 }
    add("options.timeLimit") { $0.options.timeLimit = 60 }
    add("options.seed") { $0.options.seed += 1 }
    add("options.iterations") { $0.options.iterations = 60_000 }
    add("zoneRules") { $0.zoneRules = "2026" }
    add("zoneRules in words") { $0.zoneRules = "the newest" }
    add("currency blank") { $0.currency = " " }
    add("status exhausted") { $0.result.status = .exhausted }
    add("status numericalTrouble") { $0.result.status = .numericalTrouble }
    for number in plan.queues.indices {
      let target = plan.queues[number].target
      add("queues[\(number)].target and more") { $0.queues[number].target += " of all" }
      if let digit = target.firstIndex(where: \.isNumber) {
        add("queues[\(number)].target digit") {
          $0.queues[number].target.replaceSubrange(digit...digit, with: target[digit] == "9" ? "8" : "9")
        }
      }
      let parts = target.split(separator: " ").map(String.init)
      let numbers = parts.indices.filter { parts[$0].first?.isNumber ?? false }
      if numbers.count > 1, parts[numbers[0]] != parts[numbers[1]] {
        var swapped = parts
        swapped.swapAt(numbers[0], numbers[1])
        let text = swapped.joined(separator: " ")
        add("queues[\(number)].target swapped") { $0.queues[number].target = text }
      }
    }
  }

  private mutating func result() {
    real("costs.pay", by: 0.01, \.result.costs.pay)
    real("costs.nightPremium", by: 0.01, \.result.costs.nightPremium)
    real("costs.wishes", by: 0.01, \.result.costs.wishes)
    real("costs.contractShortfall", by: 0.01, \.result.costs.contractShortfall)
    real("costs.understaffing", by: 0.01, \.result.costs.understaffing)
    real("costs.overstaffing", by: 0.01, \.result.costs.overstaffing)
    real("objective", by: 0.01, \.result.objective)
    real("bound", by: 0.01, \.result.bound)
    add("bound above") { $0.result.bound = $0.result.objective * 1.1 }
    let gap = plan.result.objective / plan.result.bound - 1
    for (size, wrong) in [("more", gap + 1e-6), ("none", 0), ("double", 2 * gap)] {
      add("gap \(size)") { $0.result.gap = wrong }
    }
    add("status optimal") { $0.result.status = .optimal }
    add("status infeasible") { $0.result.status = .infeasible }
    add("status timeLimit") { $0.result.status = .timeLimit }
    add("seconds") { $0.result.seconds = 3 }
    for (name, path) in [
      ("requiredMinutes", \PlanDocument.summary.requiredMinutes), ("uncoveredMinutes", \.summary.uncoveredMinutes),
      ("overstaffedMinutes", \.summary.overstaffedMinutes), ("paidMinutes", \.summary.paidMinutes),
    ] as [(String, any WritableKeyPath<PlanDocument, Int> & Sendable)] { whole("summary.\(name)", path) }
    real("summary.cost", by: 0.01, \.summary.cost)
    add("summary.serviceLevel") { $0.summary.serviceLevel = ($0.summary.serviceLevel ?? 0) - 1e-4 }
    add("summary.serviceLevel none") { $0.summary.serviceLevel = nil }
    for number in plan.queues.indices {
      add("summary.serviceLevelByQueue[\(number)]") {
        $0.summary.serviceLevelByQueue[number] = ($0.summary.serviceLevelByQueue[number] ?? 0.5) - 1e-4
      }
    }
  }

  private mutating func queues() {
    for number in plan.queues.indices {
      let name = "queues[\(number)]"
      add("\(name).name") { $0.queues[number].name += "!" }
      add("\(name).channel") { $0.queues[number].channel = $0.queues[number].channel == "chat" ? "phone" : "chat" }
      add("\(name).zone") { $0.queues[number].zone = .utc }
      add("\(name).shrinkage") { $0.queues[number].shrinkage += 0.01 }
      add("\(name).targetServiceLevel") {
        $0.queues[number].targetServiceLevel = ($0.queues[number].targetServiceLevel ?? 0.8) - 0.05
      }
      add("\(name).daySpread") { $0.queues[number].daySpread = ($0.queues[number].daySpread ?? 0) + 0.01 }
      if let settings = plan.queues[number].settings, settings.channel != .email || settings.responseTime != nil {
        add("\(name).target") { $0.queues[number].target = "99 % within 17 s, occupancy at most 12 %" }
      }
      if plan.queues[number].backlog != nil {
        add("\(name).backlog.opening") { $0.queues[number].backlog?.opening += 1 }
        add("\(name).backlog.closing") { $0.queues[number].backlog?.closing += 0.1 }
        add("\(name).backlog.largestOverdue") { $0.queues[number].backlog?.largestOverdue += 1 }
        add("\(name).backlog.overdueFrom") { $0.queues[number].backlog?.overdueFrom = $0.stamp }
        add("\(name).backlog none") { $0.queues[number].backlog = nil }
      }
    }
  }

  private mutating func coverage() {
    for number in plan.coverage.indices {
      let coverage = plan.coverage[number]
      let name = "coverage[\(number)]"
      let isChat = plan.queues[number].settings?.concurrency ?? 1 > 1
      let busy = coverage.contacts.indices.filter { coverage.contacts[$0] > 0.01 && coverage.scheduled[$0] > 0 }
      let shut = coverage.open.indices.filter { !coverage.open[$0] }
      for slot in [busy.first, busy.isEmpty ? nil : busy[busy.count / 2], busy.last].compactMap({ $0 }) {
        for change in [1, -1, 7] {
          add("\(name).positions[\(slot)] \(change)", alone: !isChat) { $0.coverage[number].positions[slot] += change }
          add("\(name).required[\(slot)] \(change)") { $0.coverage[number].required[slot] += change }
          add("\(name).required and demand [\(slot)] \(change)") {
            $0.coverage[number].required[slot] += change
            $0.request.demand[number].required[slot] += change
          }
          add("\(name).scheduled[\(slot)] \(change)") { $0.coverage[number].scheduled[slot] += change }
        }
        for factor in [1.001, 0.9, 3] {
          add("\(name).contacts[\(slot)] × \(factor)", alone: !isChat) { $0.coverage[number].contacts[slot] *= factor }
          add("\(name).handleTime[\(slot)] × \(factor)", alone: !isChat) {
            $0.coverage[number].handleTime[slot] *= factor
          }
          add("\(name).contactsLow[\(slot)] × \(factor)") {
            $0.coverage[number].contactsLow[slot] = $0.coverage[number].contactsLow[slot] * factor + 0.17
          }
          add("\(name).contactsHigh[\(slot)] × \(factor)") {
            $0.coverage[number].contactsHigh[slot] = $0.coverage[number].contactsHigh[slot] * factor + 0.17
          }
        }
        if coverage.serviceLevel[slot] != nil {
          for change in [1e-5, -1e-5, -0.2] {
            add("\(name).serviceLevel[\(slot)] \(change)", alone: !isChat) {
              $0.coverage[number].serviceLevel[slot] = max(0, ($0.coverage[number].serviceLevel[slot] ?? 0) + change)
            }
          }
          add("\(name).serviceLevel[\(slot)] none") { $0.coverage[number].serviceLevel[slot] = nil }
        } else {
          add("\(name).serviceLevel[\(slot)] some") { $0.coverage[number].serviceLevel[slot] = 0.8 }
        }
        for change in [1e-4, -0.1] where (coverage.occupancy[slot] ?? 0) > 0.2 {
          add("\(name).occupancy[\(slot)] \(change)", alone: !isChat) {
            $0.coverage[number].occupancy[slot] = ($0.coverage[number].occupancy[slot] ?? 0) + change
          }
        }
        add("\(name).open[\(slot)] shut", alone: false) { $0.coverage[number].open[slot] = false }
      }
      if let slot = shut.first {
        add("\(name).open[\(slot)] open") { $0.coverage[number].open[slot] = true }
        add("\(name).required[\(slot)] at night") { $0.coverage[number].required[slot] += 1 }
      }
      if let arrivals = coverage.arrivals, let slot = arrivals.indices.first(where: { arrivals[$0] > 0 }) {
        add("\(name).arrivals[\(slot)]") { $0.coverage[number].arrivals?[slot] += 0.5 }
      }
    }
  }

  private mutating func people() {
    for number in [0, plan.people.count / 2] {
      let name = "people[\(number)]"
      for (field, path) in [
        ("contractMinutes", \PlanDocument.people[number].contractMinutes),
        ("plannedMinutes", \.people[number].plannedMinutes), ("absentMinutes", \.people[number].absentMinutes),
        ("shifts", \.people[number].shifts), ("nights", \.people[number].nights),
        ("weekendDays", \.people[number].weekendDays), ("early", \.people[number].early),
        ("late", \.people[number].late),
        ("preferencesMet", \.people[number].preferencesMet), ("preferencesAsked", \.people[number].preferencesAsked),
      ] as [(String, any WritableKeyPath<PlanDocument, Int> & Sendable)] { whole("\(name).\(field)", path) }
      real("\(name).cost", by: 0.01, \.people[number].cost)
      add("request.\(name).name", alone: false) { $0.request.people[number].name += " junior" }
    }
  }

  private mutating func rota() {
    for number in [0, plan.rota.duties.count / 2, plan.rota.duties.count - 1] {
      let name = "rota.duties[\(number)]"
      add("\(name).start 15 min") { $0.rota.duties[number].duty.start = $0.rota.duties[number].duty.start + 15 }
      add("\(name).length") { $0.rota.duties[number].duty.length = $0.rota.duties[number].duty.length + 15 }
      add("\(name).date") { $0.rota.duties[number].duty.date = $0.rota.duties[number].duty.date.adding(days: 1) }
      add("\(name) gone") { $0.rota.duties.remove(at: number) }
      add("\(name) twice") { $0.rota.duties.append($0.rota.duties[number]) }
      if !plan.rota.duties[number].duty.breaks.isEmpty {
        add("\(name).breaks[0].offset") { $0.rota.duties[number].duty.breaks[0].offset.rawValue += 15 }
        add("\(name).breaks[0].paid") { $0.rota.duties[number].duty.breaks[0].paid.toggle() }
        add("\(name).breaks gone") { $0.rota.duties[number].duty.breaks = [] }
      }
    }
    for number in [0, plan.rota.work.count / 2] {
      let name = "rota.work[\(number)]"
      add("\(name).queue") { plan in
        let own = plan.rota.work[number].queue
        plan.rota.work[number].queue = plan.queues.map(\.id).first { $0 != own }
      }
      add("\(name).end") { $0.rota.work[number].end = $0.rota.work[number].end + 15 }
      add("\(name) gone") { $0.rota.work.remove(at: number) }
    }
  }

  private mutating func calendar() {
    let cancelled = plan.calendar.firstIndex(where: \.cancelled) ?? 0
    let living = plan.calendar.firstIndex { !$0.cancelled } ?? 0
    for number in [living, cancelled] {
      let name = "calendar[\(number)]"
      add("\(name).uid") { $0.calendar[number].uid = "x" + $0.calendar[number].uid }
      add("\(name).sequence", alone: false) { $0.calendar[number].sequence += 1 }
      add("\(name).sequence below") { $0.calendar[number].sequence = -1 }
      add("\(name).modified", alone: false) { $0.calendar[number].modified = $0.calendar[number].modified + 60 }
      add("\(name).cancelled") { $0.calendar[number].cancelled.toggle() }
    }
    add("calendar[\(living)].duty.start") { $0.calendar[living].duty.start = $0.calendar[living].duty.start + 15 }
    add("calendar[\(living)].person") { $0.calendar[living].person = "nobody" }
    add("calendar[\(living)] gone") { $0.calendar.remove(at: living) }
    add("calendar[\(cancelled)] gone", alone: false) { $0.calendar.remove(at: cancelled) }
    add("calendar[\(living)] twice") { $0.calendar.append($0.calendar[living]) }
  }
}
