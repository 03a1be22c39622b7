// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace banter::client {

class SystemAppearance;

/// What a person has chosen on this device, for this profile. Written at once. Values that make no sense, from a file
/// edited by hand, count as not set. Lives on the GUI thread.
class Settings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.settings")
    Q_PROPERTY(banter::client::Settings::ThemeChoice theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// The choice, or what the system says: what Theme follows.
    Q_PROPERTY(bool isDark READ isDark NOTIFY isDarkChanged)
    /// One of accents: "lagoon" (default), "cobalt", "iris", "orchid", "ember", "moss", "graphite".
    Q_PROPERTY(QString accent READ accent WRITE setAccent NOTIFY accentChanged)
    Q_PROPERTY(QStringList accents READ accents CONSTANT)
    /// One of textScales; others are set to the nearest.
    Q_PROPERTY(qreal textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
    /// 0.8 0.9 1.0 1.15 1.3 1.5 1.75 2.0
    Q_PROPERTY(QList<qreal> textScales READ textScales CONSTANT)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
    Q_PROPERTY(banter::client::Settings::Density density READ density WRITE setDensity NOTIFY densityChanged)
    /// "" = the system's, else a code such as "de". Whoever starts the window installs the translation.
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    /// Without a keychain: keep the sign-in in a file that only its owner may read (0600). Off until somebody says so.
    Q_PROPERTY(bool storeSecretInFile READ storeSecretInFile WRITE setStoreSecretInFile NOTIFY storeSecretInFileChanged)
    /// Width of the list pane in logical pixels; 0 = the layout's own.
    Q_PROPERTY(int listWidth READ listWidth WRITE setListWidth NOTIFY listWidthChanged)
    /// The same of the details pane.
    Q_PROPERTY(int detailsWidth READ detailsWidth WRITE setDetailsWidth NOTIFY detailsWidthChanged)
    Q_PROPERTY(int windowWidth READ windowWidth WRITE setWindowWidth NOTIFY windowSizeChanged)
    Q_PROPERTY(int windowHeight READ windowHeight WRITE setWindowHeight NOTIFY windowSizeChanged)
public:
    enum ThemeChoice { System, Light, Dark };
    Q_ENUM(ThemeChoice)
    enum Density { Comfortable, Compact };
    Q_ENUM(Density)

    /// `path`: the ini file. `system` (not owned, may be null: then light) tells whether the desktop is dark.
    explicit Settings(const QString &path, SystemAppearance *system, QObject *parent = nullptr);
    ~Settings() override;

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    [[nodiscard]] bool isDark() const { return m_isDark; }
    [[nodiscard]] QString accent() const;
    void setAccent(const QString &accent);
    [[nodiscard]] QStringList accents() const;
    [[nodiscard]] qreal textScale() const;
    void setTextScale(qreal scale);
    [[nodiscard]] QList<qreal> textScales() const;
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    [[nodiscard]] Density density() const;
    void setDensity(Density density);
    [[nodiscard]] QString language() const;
    void setLanguage(const QString &language);
    [[nodiscard]] bool storeSecretInFile() const;
    void setStoreSecretInFile(bool store);
    [[nodiscard]] int listWidth() const;
    void setListWidth(int width);
    [[nodiscard]] int detailsWidth() const;
    void setDetailsWidth(int width);
    [[nodiscard]] int windowWidth() const;
    void setWindowWidth(int width);
    [[nodiscard]] int windowHeight() const;
    void setWindowHeight(int height);

    /// The server's address as last typed; for the sign-in page.
    [[nodiscard]] QString lastServer() const;
    void setLastServer(const QString &server);

Q_SIGNALS:
    void themeChanged();
    void isDarkChanged();
    void accentChanged();
    void textScaleChanged();
    void reducedMotionChanged();
    void densityChanged();
    void languageChanged();
    void storeSecretInFileChanged();
    void listWidthChanged();
    void detailsWidthChanged();
    void windowSizeChanged();

private:
    [[nodiscard]] int number(const char *key, int least, int most, int other) const;
    /// Whether it was different.
    bool put(const char *key, const QVariant &value);
    void updateDark();

    QSettings m_file;
    SystemAppearance *m_system;
    bool m_isDark{false};
};

} // namespace banter::client
