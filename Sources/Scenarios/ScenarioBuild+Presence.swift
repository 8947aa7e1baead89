internal import Planning
internal import Workforce

/// Why a knob moves nothing on a queue: said of the queue, of no queue at all, and what to do.
typealias KnobReason = (here: String, of: String, cure: String)

extension ScenarioBuild {
  static var reasonOfMail: KnobReason {
    (
      "e-mail is planned by its deadline", "it means anything: e-mail is planned by its deadline",
      "Turn responseTime, for example responseTime=\"4h\", or name a phone or chat queue."
    )
  }

  /// Why a knob of presence or of a target over the day would move nothing on a live queue; nil where it does.
  static func reasonOfPresence(against knob: ScenarioLayer.Knob, on queue: QueueSettings) -> KnobReason? {
    if knob.name == "presence" { return nil }
    // Back to every interval is always something to say.
    if knob.name == "holdsOver", case .text("interval") = knob.value.value { return nil }
    if queue.presence != .random {
      return (
        "its heads are counted in proportion", "heads are counted by chance",
        "Turn presence as well: presence=random."
      )
    }
    if ["holdsOver", "dayMargin", "dayFloor"].contains(knob.name), queue.target.serviceLevel == nil {
      return (
        "it promises no service level", "a service level is promised",
        "Turn serviceLevel in 'project', or another knob."
      )
    }
    if ["dayMargin", "dayFloor"].contains(knob.name), queue.target.holdsOver != .day {
      return (
        "its target holds over every interval", "the target holds over the day",
        "Turn holdsOver as well: holdsOver=day."
      )
    }
    return nil
  }
}
