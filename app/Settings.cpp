// SPDX-License-Identifier: Apache-2.0
#include "app/Settings.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/platform/SystemAppearance.h"

namespace banter::client {
namespace {

constexpr int kMostPixels = 16384;

} // namespace

Settings::Settings(const QString &path, SystemAppearance *system, QObject *parent)
    : QObject(parent),
      m_file(path, QSettings::IniFormat),
      m_system(system) {
    if (system)
        connect(system, &SystemAppearance::changed, this, &Settings::updateDark);
    updateDark();
}

Settings::~Settings() = default;

int Settings::number(const char *key, int least, int most, int other) const {
    bool isNumber = false;
    const int value = m_file.value(QLatin1String(key)).toInt(&isNumber);
    return isNumber && value >= least && value <= most ? value : other;
}

bool Settings::put(const char *key, const QVariant &value) {
    const QLatin1String name(key);
    // What stands in a file is text.
    if (m_file.contains(name) && m_file.value(name).toString() == value.toString())
        return false;
    m_file.setValue(name, value);
    return true;
}

Settings::ThemeChoice Settings::theme() const {
    return static_cast<ThemeChoice>(number("theme", System, Dark, System));
}

void Settings::setTheme(ThemeChoice theme) {
    if (theme < System || theme > Dark || !put("theme", static_cast<int>(theme)))
        return;
    Q_EMIT themeChanged();
    updateDark();
}

void Settings::updateDark() {
    const bool isDark = theme() == Dark || (theme() == System && m_system && m_system->isDark());
    if (std::exchange(m_isDark, isDark) != isDark)
        Q_EMIT isDarkChanged();
}

QStringList Settings::accents() const {
    return {QStringLiteral("lagoon"), QStringLiteral("cobalt"), QStringLiteral("iris"),    QStringLiteral("orchid"),
            QStringLiteral("ember"),  QStringLiteral("moss"),   QStringLiteral("graphite")};
}

QString Settings::accent() const {
    const QString accent = m_file.value(QLatin1String("accent")).toString();
    return accents().contains(accent) ? accent : accents().constFirst();
}

void Settings::setAccent(const QString &accent) {
    if (accents().contains(accent) && put("accent", accent))
        Q_EMIT accentChanged();
}

QList<qreal> Settings::textScales() const { return {0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0}; }

qreal Settings::textScale() const {
    bool isNumber = false;
    const qreal scale = m_file.value(QLatin1String("text_scale")).toDouble(&isNumber);
    return isNumber && textScales().contains(scale) ? scale : 1.0;
}

void Settings::setTextScale(qreal scale) {
    if (!std::isfinite(scale))
        return;
    const QList<qreal> steps = textScales();
    const qreal nearest = *std::min_element(
        steps.begin(), steps.end(), [scale](qreal a, qreal b) { return std::abs(a - scale) < std::abs(b - scale); });
    if (put("text_scale", nearest))
        Q_EMIT textScaleChanged();
}

bool Settings::reducedMotion() const { return m_file.value(QLatin1String("reduced_motion")).toBool(); }

void Settings::setReducedMotion(bool reduced) {
    if (reduced != reducedMotion() && put("reduced_motion", reduced))
        Q_EMIT reducedMotionChanged();
}

Settings::Density Settings::density() const {
    return static_cast<Density>(number("density", Comfortable, Compact, Comfortable));
}

void Settings::setDensity(Density density) {
    if (density >= Comfortable && density <= Compact && put("density", static_cast<int>(density)))
        Q_EMIT densityChanged();
}

QString Settings::language() const { return m_file.value(QLatin1String("language")).toString(); }

void Settings::setLanguage(const QString &language) {
    if (language != this->language() && put("language", language))
        Q_EMIT languageChanged();
}

bool Settings::storeSecretInFile() const { return m_file.value(QLatin1String("store_secret_in_file")).toBool(); }

void Settings::setStoreSecretInFile(bool store) {
    if (store != storeSecretInFile() && put("store_secret_in_file", store))
        Q_EMIT storeSecretInFileChanged();
}

int Settings::listWidth() const { return number("list_width", 0, kMostPixels, 0); }

void Settings::setListWidth(int width) {
    if (width >= 0 && width <= kMostPixels && put("list_width", width))
        Q_EMIT listWidthChanged();
}

int Settings::detailsWidth() const { return number("details_width", 0, kMostPixels, 0); }

void Settings::setDetailsWidth(int width) {
    if (width >= 0 && width <= kMostPixels && put("details_width", width))
        Q_EMIT detailsWidthChanged();
}

int Settings::windowWidth() const { return number("window_width", 0, kMostPixels, 0); }

void Settings::setWindowWidth(int width) {
    if (width >= 0 && width <= kMostPixels && put("window_width", width))
        Q_EMIT windowSizeChanged();
}

int Settings::windowHeight() const { return number("window_height", 0, kMostPixels, 0); }

void Settings::setWindowHeight(int height) {
    if (height >= 0 && height <= kMostPixels && put("window_height", height))
        Q_EMIT windowSizeChanged();
}

QString Settings::lastServer() const { return m_file.value(QLatin1String("last_server")).toString(); }

void Settings::setLastServer(const QString &server) { put("last_server", server); }

} // namespace banter::client
