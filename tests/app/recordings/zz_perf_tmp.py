import time, cProfile, pstats
import importlib.util,sys
spec=importlib.util.spec_from_file_location("trs","tests/app/recordings/test_recordings_service.py"); m=importlib.util.module_from_spec(spec); spec.loader.exec_module(m)
item=m.item; add_visit=m.add_visit; send=m.send; add_student=m.add_student
def test_perf(database, world, actors):
    with database.write() as session:
        pupils=[add_student(session, world, name=f"S{n}") for n in range(1000)]
        visit=add_visit(session, world)
    for k in (0,500):
        items=[item(p,visit) for p in pupils[k:k+500]]
        pr=cProfile.Profile() if k else None
        t=time.perf_counter()
        if pr: pr.enable()
        with database.write() as session:
            send(session, actors["team1"], *items)
        if pr: pr.disable()
        print("BATCH500", time.perf_counter()-t, "cpu")
    pstats.Stats(pr).sort_stats("cumtime").print_stats(28)
