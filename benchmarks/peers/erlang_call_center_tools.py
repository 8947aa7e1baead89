"""call-center-tools' calc_staffing on the week of `rota-bench erlang`."""

from call_center_tools import calc_staffing

from common import report


def answer(calls):
    return calc_staffing(calls * 4, 300, max_occupancy=0.85, target_answer_time=20, target_service_level=0.8).agents


report("call-center-tools", answer)
