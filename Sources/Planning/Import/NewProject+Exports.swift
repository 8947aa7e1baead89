public import Calendars
public import Tables
public import Tickets

extension NewProject {
  /// The queues of what exports hold: one a channel, or one for each name where they have names of queues. Exports that say
  /// neither are of one queue, phone.
  ///
  /// - Throws: what reading the exports throws.
  public static func queues(for sources: [TicketSource], zone: Zone) throws(Diagnostic) -> [Queue] {
    var options = ImportOptions(zone: zone, openingHours: ["": usualHours])
    options.intake.dayZone = zone
    var store = HistoryStore()
    _ = try importTickets(sources, options: options, into: &store)
    // Groups alone tell no channel: they are parts of one queue until somebody says otherwise.
    let named = store.contactsByName.filter { !$0.name.channel.isEmpty || !$0.name.saidQueue.isEmpty }
    return QueueProposal.proposals(for: named, known: []).map { Queue($0) }
  }

  /// Weekdays from 09:00 to 17:00, as new queues have them.
  private static var usualHours: OpeningHours {
    OpeningHours(spans: (0..<7).map { $0 < 5 ? [540..<1020] : [] })
  }
}
