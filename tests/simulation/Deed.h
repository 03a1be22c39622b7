// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace banter::simulation {

/// Something to be done once, later: a std::function<void()> that need not be copyable and keeps up to kRoom bytes in
/// itself. A world has hundreds of thousands, nearly all of them small; larger ones are a std::function's affair.
class Deed {
public:
    static constexpr std::size_t kRoom = 96;

    Deed() = default;
    template <class What>
    requires(!std::is_same_v<std::remove_cvref_t<What>, Deed>)
        Deed(What &&what) { // NOLINT(google-explicit-constructor): a lambda is a deed
        using Held = std::remove_cvref_t<What>;
        static_assert(sizeof(Held) <= kRoom && alignof(Held) <= alignof(std::max_align_t));
        new (static_cast<void *>(m_room)) Held(std::forward<What>(what));
        m_do = [](Act act, void *held, void *to) {
            Held *const self = std::launder(static_cast<Held *>(held));
            if (act == Act::Call)
                (*self)();
            else if (act == Act::Move)
                new (to) Held(std::move(*self));
            if (act != Act::Call)
                self->~Held();
        };
    }
    Deed(Deed &&other) noexcept { take(other); }
    Deed &operator=(Deed &&other) noexcept {
        if (this != &other) {
            clear();
            take(other);
        }
        return *this;
    }
    ~Deed() { clear(); }

    void operator()() { m_do(Act::Call, m_room, nullptr); }

private:
    enum class Act { Call, Move, Destroy };
    using Do = void (*)(Act, void *held, void *to);

    void clear() {
        if (m_do)
            std::exchange(m_do, nullptr)(Act::Destroy, m_room, nullptr);
    }
    void take(Deed &other) {
        if (other.m_do)
            other.m_do(Act::Move, other.m_room, m_room);
        m_do = std::exchange(other.m_do, nullptr);
    }

    alignas(std::max_align_t) std::byte m_room[kRoom];
    Do m_do{nullptr};
};

} // namespace banter::simulation
