internal import Calendars

/// An invented project, written from a seed: the same bytes on every machine. What `rota init --template` writes and
/// what `sample-data/` holds.
public struct SampleProject: Sendable {
  /// The templates, smallest first.
  public enum Template: String, CaseIterable, Sendable {
    case helpdesk
    case team
    case contactCentre = "contact-centre"
    case followTheSun = "follow-the-sun"

    /// One line for help texts.
    public var summary: String {
      switch self {
      case .helpdesk: "one site, e-mail and phone, 14 people, half a year of Zendesk-style tickets"
      case .team: "phone and chat from six to midnight, 18 people with rules of their own, a trainee, leave"
      case .contactCentre: "phone and chat seven days a week, 60 people, part-time contracts"
      case .followTheSun: "three continents, five queues in three languages, 45 people, a clock change in the week"
      }
    }
  }

  /// A file of the project: its path relative to the folder, and its text.
  public struct File: Hashable, Sendable {
    public var path: String
    public var text: String
  }

  public var template: Template
  public var files: [File]

  public init(_ template: Template) {
    self.template = template
    switch template {
    case .helpdesk: files = HelpDeskSample().files()
    case .team: files = TeamSample().files()
    case .contactCentre: files = ContactCentreSample().files()
    case .followTheSun: files = FollowTheSunSample().files()
    }
  }
}
