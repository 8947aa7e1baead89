/// Contacts that wait, in order of arrival. Who has given up leaves when the head reaches them.
struct WaitingLine {
  struct Contact {
    var arrival: Double
    var work: Double
    var givesUp: Double
    /// When somebody first worked on it; negative = nobody has.
    var takenUp = -1.0
  }

  private var contacts: [Contact] = []
  private var head = 0

  var isEmpty: Bool { head == contacts.count }
  /// The longest waiting.
  /// - Precondition: not empty.
  var first: Contact { contacts[head] }

  mutating func append(_ contact: Contact) { contacts.append(contact) }

  /// What somebody has begun and laid down goes back to its place by arrival.
  mutating func putBack(_ contact: Contact) {
    var place = head
    while place < contacts.count, contacts[place].arrival <= contact.arrival { place += 1 }
    contacts.insert(contact, at: place)
  }

  mutating func removeFirst() {
    head += 1
    if head == contacts.count {
      contacts.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 4096, head * 2 > contacts.count {
      contacts.removeFirst(head)
      head = 0
    }
  }

  /// How many wait at `now` and have not given up. O(waiting).
  func count(at now: Double) -> Int {
    var count = 0
    for place in head..<contacts.count where contacts[place].givesUp > now { count += 1 }
    return count
  }
}
