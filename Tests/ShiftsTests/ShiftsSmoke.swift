import Testing

@testable import Shifts

@Test("the module loads") func moduleLoads() {}
