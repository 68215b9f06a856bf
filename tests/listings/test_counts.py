from listings.search.counts import Counts


def test_options_without_a_listing_are_left_out():
    counts = Counts({"a": 0, "b": 1, "c": 2}, [3, 0, 1])

    assert counts == {"a": 3, "c": 1}
    assert (counts.get("b"), counts.get("never heard of"), len(counts)) == (None, None, 2)


def test_an_option_that_came_after_the_counting_is_left_out():
    places = {"a": 0}
    counts = Counts(places, [3])

    places["b"] = 1

    assert counts == {"a": 3}


def test_the_top_is_the_commonest_and_by_name_among_equals():
    counts = Counts.of({"d": 1, "b": 2, "c": 2, "a": 0, "e": 5})

    assert counts.top(2) == ["e", "b"]
    assert counts.top(10) == ["e", "b", "c", "d"]
