NAME one_of_each_kind
ROWS
 N cost
 G row_0
 L row_1
 E row_2
 G row_3.least
 L row_3.most
COLUMNS
 MARKER 'MARKER' 'INTORG'
 whole cost 5
 whole row_0 1
 whole row_1 2
 whole row_3.least 1
 whole row_3.most 1
 whole_without_end cost 7
 whole_without_end row_0 2
 whole_without_end row_1 1
 whole_without_end row_2 1
 MARKER 'MARKER' 'INTEND'
 below_zero cost 1.5
 below_zero row_0 0.5
 below_zero row_1 1
 below_zero row_2 1
 below_zero row_3.least -1
 below_zero row_3.most -1
 free cost 0.25
 free row_1 1
 free row_2 1
 free row_3.least 1
 free row_3.most 1
 fixed cost 2
 fixed row_0 1
 fixed row_3.least 1
 fixed row_3.most 1
 at_most cost -1
 at_most row_1 1
 at_most row_3.least -0.5
 at_most row_3.most -0.5
 constant cost 100.5
RHS
 RHS row_0 3
 RHS row_1 30
 RHS row_2 4
 RHS row_3.least 2
 RHS row_3.most 9
BOUNDS
 LO BND whole 0
 UP BND whole 4
 LO BND whole_without_end 1
 PL BND whole_without_end
 LO BND below_zero -3
 UP BND below_zero 3
 FR BND free
 FX BND fixed 1.5
 MI BND at_most
 UP BND at_most 2
 FX BND constant 1
ENDATA
