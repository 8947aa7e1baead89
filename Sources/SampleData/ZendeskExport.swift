internal import Calendars

/// The forty columns of Zendesk's ticket export, most of them empty here.
enum ZendeskExport {
  static let header = """
    ID,Requester,Requester ID,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,\
    Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,\
    Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,\
    First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,\
    First resolution time in minutes within business hours,Full resolution time in minutes,\
    Full resolution time in minutes within business hours,Agent wait time in minutes,\
    Agent wait time in minutes within business hours,Requester wait time in minutes,\
    Requester wait time in minutes within business hours,On hold time in minutes,\
    On hold time in minutes within business hours

    """

  static func row(
    id: Int, group: String, channel: String, created: CivilTime, solved: CivilTime, replies: Int
  ) -> String {
    var cells = [String](repeating: "", count: 40)
    cells[0] = "\(id)"
    cells[8] = group
    cells[11] = "Closed"
    cells[13] = channel
    cells[15] = "\(created.date) \(created.clock)"
    cells[16] = "\(solved.date) \(solved.clock)"
    cells[21] = cells[16]
    cells[27] = "\(replies)"
    return cells.joined(separator: ",") + "\n"
  }
}
