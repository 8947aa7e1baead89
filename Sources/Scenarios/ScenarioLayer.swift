internal import Calendars
internal import Planning
internal import Tables

/// One scenario file by itself, without those that it builds on, or some knobs: laid over the project as a whole, before the
/// next layer and after the one below it.
///
/// Within a layer what opens comes first, so that the rest can speak of it: `project`, then sites that close, `set`,
/// `demand` and `events`, `people`.
struct ScenarioLayer: Sendable {
  /// The file that it was read from; nil for knobs from elsewhere. A file is laid once, whoever names it.
  var source: String?
  /// What it changes, in the planner's words.
  var words: [String] = []
  /// What it changes, to the last digit.
  var substance: [String] = []
  /// `project`, without the sites that close.
  var overlay: SettingsNode?
  var closings: [SettingsNode] = []
  /// Pieces of `rota.json` from knobs (`rules.…`, `prices.…`, `fairness.…`), each with its own place.
  var pieces: [SettingsNode] = []
  var knobs: [Knob] = []
  var demand: [DemandPiece] = []
  var events: [SettingsNode] = []
  var people: [PeopleChange] = []

  /// One of the settings that have a name of their own.
  struct Knob: Sendable {
    var name: String
    var queue: QueueID?
    var value: SettingsNode
  }

  /// A change of the forecast and where it was asked for.
  struct DemandPiece: Sendable {
    var change: DemandChange
    var node: SettingsNode
  }

  /// Who leaves, comes or is away.
  enum PeopleChange: Sendable {
    case attrition(Double, from: CivilDate?, node: SettingsNode)
    case hires(Hires, node: SettingsNode)
    case away(share: Double, site: String?, first: CivilDate, last: CivilDate, paid: Bool, node: SettingsNode)
  }

  /// Newcomers of one kind.
  struct Hires: Sendable {
    var count: Int
    var site: String?
    var skills: [String] = []
    var contract: Minutes?
    var from: CivilDate?
  }

  mutating func note(_ words: String?, _ substance: String?) {
    if let words { self.words.append(words) }
    if let substance { self.substance.append(substance) }
  }
}
