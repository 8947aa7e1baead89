import Optimization
import Searching
import Testing

@testable import Planning

@Suite("people of neighbouring rotas, on the queues that the plan counts them on")
struct CarriedPlacesTests {
  @Test("as many on each queue as the plan counts, each on a queue of their own", arguments: 0..<40)
  func counts(number: Int) {
    var generator = SeededGenerator(seed: UInt64(number))
    let queueCount = 3
    let people = (0..<6).map { _ -> CarriedPlaces.Person in
      let queues = (0..<queueCount).filter { _ in generator.nextUnit() < 0.6 }
      let first = generator.nextIndex(below: 4)
      return CarriedPlaces.Person(
        queues: queues, slots: Array(first..<first + 1 + generator.nextIndex(below: 5)).filter { $0 != 3 })
    }
    // Somebody has put them: at random, on queues that they can take, or on none.
    var heads = Array(repeating: Array(repeating: 0, count: 10), count: queueCount)
    for person in people {
      for slot in person.slots {
        guard !person.queues.isEmpty, generator.nextUnit() < 0.8 else { continue }
        heads[person.queues[generator.nextIndex(below: person.queues.count)]][slot] += 1
      }
    }
    let settled = CarriedPlaces(people, queueCount: queueCount) { heads[$0][$1] }
    var found = Array(repeating: Array(repeating: 0, count: 10), count: queueCount)
    for (person, places) in zip(people, settled.places) {
      #expect(places.count == person.slots.count)
      for (slot, queue) in zip(person.slots, places) where queue >= 0 {
        #expect(person.queues.contains(queue))
        found[queue][slot] += 1
      }
    }
    #expect(found == heads)
  }

  @Test("who can stay stays")
  func stays() {
    let people = [
      CarriedPlaces.Person(queues: [0, 1], slots: [0, 1, 2]), CarriedPlaces.Person(queues: [0, 1], slots: [0, 1, 2]),
    ]
    let settled = CarriedPlaces(people, queueCount: 2) { queue, slot in slot == 1 ? (queue == 1 ? 2 : 0) : 1 }
    #expect(settled.places[0].filter { $0 == 1 }.count + settled.places[1].filter { $0 == 1 }.count == 4)
    #expect(settled.places[0][1] == 1 && settled.places[1][1] == 1)
    #expect(settled.places[0][0] != settled.places[1][0] && settled.places[0][2] != settled.places[1][2])
  }
}
