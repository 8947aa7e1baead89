import Testing

@testable import Staffing

@Test("the module loads") func moduleLoads() {}
