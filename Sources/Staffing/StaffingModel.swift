/// How a queue's contacts become positions.
enum StaffingModel {
  /// Answered live: a queueing model in each interval on its own.
  case queueing(any QueueingModel)
  /// Deferrable: the day's work, levelled over the day's opening hours.
  case levelWork

  init(for settings: QueueSettings) {
    switch settings.channel {
    case .phone, .chat:
      if let patience = settings.patience {
        self = .queueing(ErlangA(patience: patience))
      } else {
        self = .queueing(ErlangC())
      }
    case .email: self = .levelWork
    }
  }

  /// In words, as plans show it: `Erlang C, 80 % within 20 s, occupancy at most 85 %`.
  func name(for settings: QueueSettings) -> String {
    switch self {
    case .queueing(let model):
      var parts = [model.name]
      if let model = model as? ErlangA { parts[0] += " (patience \(decimal(model.patience)) s)" }
      parts += settings.target.words
      if settings.channel == .chat { parts.append("one conversation an agent") }
      return parts.joined(separator: ", ")
    case .levelWork:
      return (["level work over opening hours"] + settings.target.occupancyWords).joined(separator: ", ")
    }
  }
}

extension ServiceTarget {
  /// Each part that is asked, in words.
  var words: [String] {
    var parts: [String] = []
    if let serviceLevel {
      let share = "\(percent(serviceLevel)) within \(decimal(withinSeconds)) s"
      switch definition {
      case .ofOffered: parts.append(share)
      case .ofAnswered: parts.append("\(share) of those answered")
      case .withoutShortAbandons: parts.append("\(share) without short abandons")
      case .offeredWait: parts.append("\(share) of offered waits")
      }
    }
    if let meanWait { parts.append("mean wait at most \(decimal(meanWait)) s") }
    if let maximumAbandonment { parts.append("at most \(percent(maximumAbandonment)) abandoned") }
    return parts + occupancyWords
  }

  var occupancyWords: [String] { maximumOccupancy.map { ["occupancy at most \(percent($0))"] } ?? [] }
}

/// `80 %`, `99.5 %`.
func percent(_ share: Double) -> String { decimal(share * 100) + " %" }

/// With at most two decimals, and none that are not needed: `20`, `12.5`.
func decimal(_ value: Double) -> String {
  guard abs(value) < 1e12 else { return value.description }
  let hundredths = Int((abs(value) * 100).rounded())
  let sign = value < 0 && hundredths > 0 ? "-" : ""
  let fraction = hundredths % 100
  if fraction == 0 { return "\(sign)\(hundredths / 100)" }
  if fraction % 10 == 0 { return "\(sign)\(hundredths / 100).\(fraction / 10)" }
  return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
