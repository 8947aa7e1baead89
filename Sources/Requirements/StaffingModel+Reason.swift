internal import Workforce
internal import Words

extension StaffingModel {
  /// Why this model and this method, in one sentence that names the setting to change them by.
  func reason(for settings: QueueSettings, isBlended: Bool) -> String {
    switch self {
    case .queueing:
      var parts: [String] = []
      if settings.channel == .chat, settings.concurrency > 1 {
        parts.append("an agent holds up to \(settings.concurrency) chats at once, so each one slows the others")
      } else if settings.channel == .chat, settings.waitingRoom != nil {
        parts.append("the waiting room is limited")
      }
      if let patience = settings.patience {
        parts.append("a patience of \(Words.plain.seconds(patience)) is given, so customers who wait may give up")
      } else {
        parts.append(
          "no patience is given, so everybody waits until answered: where people are missing, the true service is better "
            + "than shown")
      }
      switch settings.requirementMethod {
      case .modifiedOfferedLoad:
        parts.append("demand moves during the day, so contacts in progress are carried from slot to slot")
      case .stationary: parts.append("requirementMethod asks for each interval by itself")
      }
      if settings.coversForecastSpread { parts.append("requirementMethod asks to cover the forecast's spread") }
      return sentence(parts)
    case .levelWork:
      return sentence(["e-mail can wait, and no responseTime is given, so it is done on the day it arrives"])
    case .deadlines(let response):
      let clock =
        response.clock == .elapsed ? "nights and closed days count towards it" : "only opening hours count towards it"
      var parts = ["e-mail can wait until its responseTime is over, and \(clock)"]
      if isBlended { parts.append("live people who are free take it up first (blendedWith)") }
      return sentence(parts)
    }
  }

  private func sentence(_ parts: [String]) -> String {
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
