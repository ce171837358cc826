"""The limits on time can fail: work that grows with the square of its size is told from work that grows with its size, beside a neighbour too."""

from tests.cost import growth, seconds


def test_a_square_is_no_line() -> None:
    def line(size: int) -> int:
        return sum(range(size * 30_000))

    def square(size: int) -> int:
        return sum(range(size * size * 300))

    assert growth(line, 25, 200, 24) <= 24
    assert growth(square, 25, 200, 24) > 24


def test_what_is_dear_once_is_asked_again_and_what_is_always_dear_is_said() -> None:
    calls: list[int] = []

    def dear_once() -> None:
        calls.append(sum(range(3_000_000 if not calls else 10)))

    assert seconds(dear_once, 0.01) < 0.01
    assert seconds(lambda: sum(range(3_000_000)), 0.01) > 0.01
