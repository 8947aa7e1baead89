import Testing

@testable import Tickets

@Test("the module loads") func moduleLoads() {}
